//! The dates of the model against real documents.

mod groundtruth;
