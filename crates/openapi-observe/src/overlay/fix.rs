//! Changes of a description.

/// A change of a description that ends a difference. Schemas, parameters and operations are named by their JSON pointers.
///
/// The changes of one difference are carried out in this order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fix {
    /// Adds an operation with the parameters of its path.
    AddOperation { path: String, method: String },
    /// Adds a response, with the content of another response if the body agrees with that.
    AddStatus {
        operation: String,
        status: u16,
        like: Option<String>,
    },
    /// Adds a parameter of the query.
    AddQueryParameter { operation: String, name: String },
    /// Adds a field to the form of an operation that has no form.
    AddFormField { operation: String, name: String },
    /// Adds a property.
    AddProperty { schema: String, name: String },
    /// Removes a property from the required ones.
    MakeOptional { schema: String, name: String },
    /// Makes a parameter optional.
    MakeParameterOptional { parameter: String },
    /// Allows null.
    AllowNull { schema: String },
    /// Replaces a schema by one for the types that were seen.
    Widen { schema: String },
    /// Removes a keyword.
    RemoveKeyword {
        schema: String,
        keyword: &'static str,
    },
    /// Adds a value, as JSON, to the schemas that list an enum. A value that may be personal data is left out.
    AddEnumValue {
        listings: Vec<String>,
        value: Option<String>,
    },
}
