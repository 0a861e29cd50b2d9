//! Where each element of a description comes from: pages and lines, or an action of the overlay. It
//! is kept beside the description, never in it.

mod explanation;
mod traced;

pub use explanation::{Element, Explanation};
pub(crate) use traced::{Said, Traced};

use crate::diagnostic::Place;
use indexmap::IndexMap;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// A place of a page: the page's number, and the place in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The page's number in the run.
    pub page: usize,
    /// Where in its file.
    pub place: Place,
}

/// What an element was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Parts of pages.
    Pages {
        /// How they lead to the element.
        how: How,
        /// Which part of a page it is, such as `the title`.
        part: &'static str,
        /// All of them.
        spots: Vec<Spot>,
    },
    /// An action of the overlay.
    Action {
        /// The overlay's file.
        file: String,
        /// Its number, counted from 1.
        number: usize,
        /// Where it stands.
        place: Place,
    },
}

/// How pages lead to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They say so.
    Stated,
    /// It follows from what they say.
    Inferred,
    /// It was changed, so that a client can be generated.
    Fitted,
}

impl Origin {
    /// What a page says itself.
    pub(crate) fn stated(part: &'static str, spots: Vec<Spot>) -> Arc<Self> {
        Self::pages(How::Stated, part, spots)
    }

    /// What follows from what pages say.
    pub(crate) fn inferred(part: &'static str, spots: Vec<Spot>) -> Arc<Self> {
        Self::pages(How::Inferred, part, spots)
    }

    fn pages(how: How, part: &'static str, spots: Vec<Spot>) -> Arc<Self> {
        Arc::new(Self::Pages { how, part, spots })
    }

    /// The same places, for what was made of them so that a client can be generated.
    pub(crate) fn fitted(&self) -> Arc<Self> {
        match self {
            Self::Pages { part, spots, .. } => Self::pages(How::Fitted, part, spots.clone()),
            action @ Self::Action { .. } => Arc::new(action.clone()),
        }
    }
}

/// The origins of a value and of all that lies in it.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    origin: Option<Arc<Origin>>,
    /// Whether all that lies in the value has this origin too.
    whole: bool,
    within: IndexMap<String, Trace>,
}

impl Trace {
    /// Of a value that is of one origin as a whole.
    pub(crate) fn whole(origin: Arc<Origin>) -> Self {
        Self {
            origin: Some(origin),
            whole: true,
            within: IndexMap::new(),
        }
    }

    /// Of a value whose parts say their origins themselves.
    fn of_parts(origin: Arc<Origin>) -> Self {
        Self {
            whole: false,
            ..Self::whole(origin)
        }
    }

    /// The origin of the value itself.
    pub(crate) fn origin(&self) -> Option<&Arc<Origin>> {
        self.origin.as_ref()
    }

    /// The origins of a member or an item.
    fn child(&self, key: &str) -> Option<Cow<'_, Self>> {
        match self.within.get(key) {
            Some(child) => Some(Cow::Borrowed(child)),
            None => self.inherited().map(Cow::Owned),
        }
    }

    fn inherited(&self) -> Option<Self> {
        self.origin.clone().filter(|_| self.whole).map(Self::whole)
    }

    /// Follows a change that somebody made to the value. What is as it was keeps its origin, what was
    /// moved takes it along, and what is new gets one from `maker`.
    pub(crate) fn follow(&mut self, before: &Value, after: &Value, maker: &Maker<'_>) {
        if before == after {
            return;
        }
        match (before, after) {
            (Value::Object(old), Value::Object(new)) => {
                let mut within = std::mem::take(&mut self.within);
                let inherited = self.inherited();
                self.whole = false;
                for (key, value) in new {
                    let trace = match old.get(key) {
                        Some(was) => {
                            let known = within.swap_remove(key).or_else(|| inherited.clone());
                            let mut trace = known.unwrap_or_default();
                            trace.follow(was, value, maker);
                            trace
                        }
                        None => maker.trace(key, value, self.origin.as_ref()),
                    };
                    self.within.insert(key.clone(), trace);
                }
            }
            (Value::Array(old), Value::Array(new)) => {
                let within = std::mem::take(&mut self.within);
                let inherited = self.inherited();
                self.whole = false;
                let mut left: Vec<Option<&Value>> = old.iter().map(Some).collect();
                for (index, item) in new.iter().enumerate() {
                    let key = index.to_string();
                    let trace = match same(&mut left, item, new.len() == old.len(), index) {
                        Some((number, was)) => {
                            let known = within.get(&number.to_string()).cloned();
                            let mut trace = known.or_else(|| inherited.clone()).unwrap_or_default();
                            trace.follow(was, item, maker);
                            trace
                        }
                        None => maker.trace(&key, item, self.origin.as_ref()),
                    };
                    self.within.insert(key, trace);
                }
            }
            _ => *self = maker.trace("", after, self.origin.as_ref()),
        }
    }
}

/// The item of an array that another one was: the same value, else the parameter of the same name,
/// else the one at the same place where none came or went.
fn same<'a>(
    left: &mut [Option<&'a Value>],
    item: &Value,
    in_place: bool,
    index: usize,
) -> Option<(usize, &'a Value)> {
    let name = |value: &Value| {
        let name = value.get("name")?.as_str()?.to_owned();
        Some((name, value.get("in")?.as_str()?.to_owned()))
    };
    let equal = left.iter().position(|was| *was == Some(item));
    let named = || {
        let wanted = name(item)?;
        left.iter()
            .position(|was| was.and_then(name).as_ref() == Some(&wanted))
    };
    let found = equal.or_else(named).or(in_place.then_some(index))?;
    let was = left.get_mut(found)?.take()?;
    Some((found, was))
}

/// Who changes a description, and so where what is new in it comes from.
pub(crate) enum Maker<'a> {
    /// An action of the overlay.
    Action(Arc<Origin>),
    /// What is done for the generator's sake: it moves things, and makes new ones of old ones.
    Generator { before: &'a Value, trace: &'a Trace },
}

impl Maker<'_> {
    /// The origins of something new, under its key, that stands in a value of an origin.
    fn trace(&self, key: &str, value: &Value, within: Option<&Arc<Origin>>) -> Trace {
        let (before, trace) = match self {
            Self::Action(origin) => return Trace::whole(origin.clone()),
            Self::Generator { before, trace } => (before, trace),
        };
        // What kept its key is the likelier one where two are equal.
        let old = moved(value, Some(key), "", before, trace)
            .or_else(|| moved(value, None, "", before, trace));
        if let Some(old) = old {
            return old;
        }
        let Some(origin) = within.or(trace.origin()).map(|origin| origin.fitted()) else {
            return Trace::default();
        };
        let mut made = Trace::of_parts(origin.clone());
        for (key, value) in parts(value) {
            let part = self.trace(&key, value, Some(&origin));
            made.within.insert(key.into_owned(), part);
        }
        made
    }
}

/// The members of an object, or the items of an array by number.
fn parts(value: &Value) -> Vec<(Cow<'_, str>, &Value)> {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(key, value)| (Cow::Borrowed(key.as_str()), value))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| (Cow::Owned(index.to_string()), item))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The origins of an equal object or array that stood somewhere else, under a certain key or any.
fn moved(
    value: &Value,
    wanted: Option<&str>,
    key: &str,
    within: &Value,
    trace: &Trace,
) -> Option<Trace> {
    if parts(value).is_empty() {
        return None;
    }
    if value == within && wanted.is_none_or(|wanted| wanted == key) {
        return Some(trace.clone());
    }
    parts(within).into_iter().find_map(|(key, part)| {
        let trace = trace.child(&key)?;
        moved(value, wanted, &key, part, &trace)
    })
}
