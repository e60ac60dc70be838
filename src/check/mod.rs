//! Opinions on a model, one file a subject.
