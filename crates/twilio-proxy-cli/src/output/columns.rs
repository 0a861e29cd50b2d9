use crate::failure::Failure;

/// The columns of the output: those of the description, or those that the user chose.
pub struct Columns {
    known: &'static [&'static str],
    chosen: Vec<String>,
}

impl Columns {
    /// Returns the columns. `known` are the properties that the description has.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the user chose a column that the description does not have.
    pub fn new(known: &'static [&'static str], chosen: Vec<String>) -> Result<Self, Failure> {
        match chosen.iter().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(Failure::Usage(format!(
                "there is no column {name:?}: the columns are {}",
                known.join(", ")
            ))),
            None => Ok(Self { known, chosen }),
        }
    }

    /// Returns the names of the columns.
    pub fn names(&self) -> Vec<&str> {
        match self.chosen.is_empty() {
            true => self.known.to_vec(),
            false => self.chosen.iter().map(String::as_str).collect(),
        }
    }

    /// Returns whether the user chose the columns.
    pub fn is_chosen(&self) -> bool {
        !self.chosen.is_empty()
    }
}
