//! What pages are made of: being written.
