//! Who is who and where is where, on which date: the tables of `knowledge/`, compiled into the program.
