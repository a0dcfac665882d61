//! Whole conversations with the program, through its real door.

mod around_the_query;
mod conversation;
mod describing;
mod errors;
mod failures;
mod first_archive;
mod kills;
mod machine;
mod serving;
