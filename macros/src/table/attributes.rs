//! What stands in brackets after a column's type.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitBool, LitFloat, LitInt, LitStr, Result, Token};

use super::references::Reference;
use super::types::{Class, ColumnType};
use crate::errors::Errors;

const KNOWN: &str = "`primary_key`, `unique`, `default = …`, `insert_with = …`, \
    `update_with = …` and `references(TABLE.column, on_delete = …, on_update = …, name = …)`";

/// The attributes of a column.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) primary_key: Option<Span>,
    pub(crate) unique: Option<Span>,
    /// The `DefaultValue`.
    pub(crate) default: Option<TokenStream>,
    pub(crate) insert_with: Option<Maker>,
    pub(crate) update_with: Option<Maker>,
    pub(crate) references: Option<Reference>,
}

/// What makes a column's values.
pub(crate) enum Maker {
    /// An expression.
    Expression(TokenStream),
    /// A closure over the row.
    Closure(TokenStream),
}

impl Attributes {
    /// Parses the inside of the brackets; a wrong attribute does not hide those after it.
    pub(crate) fn parse(input: ParseStream<'_>, ty: &ColumnType, errors: &mut Errors) -> Self {
        let mut attributes = Attributes::default();
        while !input.is_empty() {
            let result = attributes.one(input, ty).and_then(|()| {
                if input.is_empty() || input.peek(Token![,]) {
                    return Ok(());
                }
                Err(input.error("expected `,` between attributes"))
            });
            if errors.take(result).is_none() {
                super::parse::skip_to_comma(input);
            }
            if input.parse::<Token![,]>().is_err() {
                break;
            }
        }
        attributes
    }

    fn one(&mut self, input: ParseStream<'_>, ty: &ColumnType) -> Result<()> {
        let name = input
            .call(Ident::parse_any)
            .map_err(|error| Error::new(error.span(), format!("expected an attribute: {KNOWN}")))?;
        let span = name.span();
        let twice = match name.to_string().as_str() {
            "primary_key" => {
                if ty.nullable {
                    return Err(Error::new(span, "a primary key can't be `Nullable`"));
                }
                self.primary_key.replace(span).is_some()
            }
            "unique" => self.unique.replace(span).is_some(),
            "default" => {
                input
                    .parse::<Token![=]>()
                    .map_err(|_| Error::new(span, "a default takes a value: `default = 0`"))?;
                self.default.replace(default_value(input, ty)?).is_some()
            }
            "insert_with" => self.insert_with.replace(maker(input, &name)?).is_some(),
            "update_with" => self.update_with.replace(maker(input, &name)?).is_some(),
            "references" => {
                let reference = Reference::parse(input, span)?;
                reference.fits(&[ty])?;
                self.references.replace(reference).is_some()
            }
            "nullable" | "null" => {
                let message = "a column that may hold NULL is of a type `Nullable<…>`";
                return Err(Error::new(span, message));
            }
            "not_null" => {
                let message = "a column is NOT NULL unless its type is `Nullable<…>`";
                return Err(Error::new(span, message));
            }
            other => {
                let message = format!("there is no attribute `{other}`; known are {KNOWN}");
                return Err(Error::new(span, message));
            }
        };
        if twice {
            return Err(Error::new(span, format!("`{name}` stands twice")));
        }
        Ok(())
    }
}

/// `= expression` or `= |row| expression`: up to the next comma.
fn maker(input: ParseStream<'_>, name: &Ident) -> Result<Maker> {
    let missing = || {
        let message = format!("it takes an expression: `{name} = current_timestamp()`");
        Error::new(name.span(), message)
    };
    input.parse::<Token![=]>().map_err(|_| missing())?;
    let closure = input.peek(Token![|]) && !input.peek(Token![||]);
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    match (tokens.is_empty(), closure) {
        (true, _) => Err(missing()),
        (false, true) => Ok(Maker::Closure(tokens)),
        (false, false) => Ok(Maker::Expression(tokens)),
    }
}

/// `literal`, `true`, `false` or `now`, as a `DefaultValue` that fits the type.
fn default_value(input: ParseStream<'_>, ty: &ColumnType) -> Result<TokenStream> {
    let p = crate::private();
    let span = input.span();
    let (value, classes): (_, &[Class]) = if input.peek(LitBool) {
        let value = input.parse::<LitBool>()?;
        (quote!(Bool(#value)), &[Class::Bool])
    } else if input.peek(LitStr) {
        let value = input.parse::<LitStr>()?;
        let value = value.value();
        let fits = &[Class::Text, Class::Timestamp, Class::Decimal];
        (quote!(Text(#p::Name::Static(#value))), fits)
    } else if input.peek(LitInt) || input.peek(LitFloat) || input.peek(Token![-]) {
        number(input, ty)?
    } else if input.peek(Ident::peek_any) {
        let word = input.call(Ident::parse_any)?;
        if word != "now" {
            let message = "expected a literal, `true`, `false` or `now`";
            return Err(Error::new(word.span(), message));
        }
        (quote!(CurrentTimestamp), &[Class::Timestamp])
    } else {
        return Err(input.error("expected a literal, `true`, `false` or `now`"));
    };
    if ty.class != Class::User && !classes.contains(&ty.class) {
        let wanted = match ty.class {
            Class::Bool => "`true` or `false`",
            Class::Int => "an integer",
            Class::Float | Class::Decimal => "a number",
            Class::Text => "text in quotes",
            Class::Timestamp => "`now`, or text in quotes",
            Class::User => "a literal",
        };
        return Err(Error::new(span, format!("the default of a column of this type is {wanted}")));
    }
    Ok(quote!(#p::DefaultValue::#value))
}

fn number(input: ParseStream<'_>, ty: &ColumnType) -> Result<(TokenStream, &'static [Class])> {
    let p = crate::private();
    let minus: Option<Token![-]> = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    if input.peek(LitFloat) {
        let literal: LitFloat = input.parse()?;
        let digits = literal.base10_digits();
        let value = if ty.class == Class::Decimal {
            // As text it is exact, whatever the number of digits.
            let text = format!("{sign}{digits}");
            quote!(Text(#p::Name::Static(#text)))
        } else {
            let value = format!("{sign}{digits}").parse::<f64>();
            let value = value.map_err(|error| Error::new(literal.span(), error))?;
            quote!(Value(#p::Value::Float(#value)))
        };
        return Ok((value, &[Class::Float, Class::Decimal]));
    }
    let literal: LitInt = input.parse()?;
    let value = format!("{sign}{}", literal.base10_digits()).parse::<i64>();
    let value = value.map_err(|error| Error::new(literal.span(), error))?;
    Ok((quote!(Int(#value)), &[Class::Int, Class::Float, Class::Decimal]))
}
