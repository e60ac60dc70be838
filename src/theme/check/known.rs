//! What is known of a value before any page is made: which shapes it may have.

use crate::theme::contract::Shape;

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Known {
    /// Anything.
    Any,
    /// One of these; nothing is known yet where there is none.
    These(Vec<One>),
}

/// One thing that a value may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum One {
    /// A value of the contract.
    Shape(Shape),
    /// A list that a template makes.
    ListOf(Shape),
}

impl Known {
    /// A value of one shape.
    pub fn shape(shape: Shape) -> Known {
        match shape {
            Shape::Any => Known::Any,
            shape => Known::These(vec![One::Shape(shape)]),
        }
    }

    /// Whether it is HTML, whichever it is.
    pub fn is_html(&self) -> bool {
        let html = |one: &One| matches!(one, One::Shape(Shape::Html));
        matches!(self, Known::These(these) if !these.is_empty() && these.iter().all(html))
    }

    /// A value of which nothing is known yet.
    pub fn nothing() -> Known {
        Known::These(Vec::new())
    }

    /// Either of two.
    pub fn or(self, other: Known) -> Known {
        match (self, other) {
            (Known::These(mut these), Known::These(others)) => {
                for one in others {
                    if !these.contains(&one) {
                        these.push(one);
                    }
                }
                Known::These(these)
            }
            _ => Known::Any,
        }
    }

    /// What one of its items is.
    pub fn item(&self) -> Known {
        self.each(|one| match one {
            One::ListOf(shape) | One::Shape(Shape::List(&shape) | Shape::Keyed(&shape)) => Known::shape(shape),
            One::Shape(_) => Known::Any,
        })
    }

    /// A list of such values.
    pub fn list(&self) -> Known {
        self.each(|one| match one {
            One::Shape(shape) => Known::These(vec![One::ListOf(shape)]),
            One::ListOf(_) => Known::Any,
        })
    }

    /// Whatever `next` makes of each thing that it may be.
    pub fn each(&self, mut next: impl FnMut(One) -> Known) -> Known {
        match self {
            Known::Any => Known::Any,
            Known::These(these) => these.iter().fold(Known::nothing(), |known, one| known.or(next(*one))),
        }
    }
}
