//! The site through its own door: requests to the router, answers as a browser would get them.

mod around;
mod clearance;
mod finding;
mod manners;
mod pages;
mod site;
