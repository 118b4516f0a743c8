//! `#[derive(FromRow)]`: a row read as a struct.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Error, Field, Fields, Index, LitStr, Member, Result, Type};

use crate::attrs::{self, Attrs, Known, Rule, Takes};
use crate::errors::Errors;

const ON_STRUCT: &[Known] = &[("rename_all", Takes::Text)];
const ON_FIELD: &[Known] = &[
    ("rename", Takes::Text),
    ("default", Takes::Nothing),
    ("flatten", Takes::Nothing),
    ("prefix", Takes::Text),
    ("skip", Takes::Nothing),
];
const ON_POSITION: &[Known] = &[("skip", Takes::Nothing)];

/// Expands the derive.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    attrs::expand(input, derive)
}

/// How a field gets its value.
enum Source {
    /// From the column at a place in the plan.
    Column(usize),
    /// From the column, if there is one that isn't NULL.
    OrDefault(usize),
    /// From the columns of a nested struct.
    Nested(usize),
    Skip,
}

/// What the fields ask of the plan.
#[derive(Default)]
struct Plan {
    columns: Vec<TokenStream>,
    or_default: Vec<TokenStream>,
    nested: Vec<TokenStream>,
    nested_types: Vec<TokenStream>,
}

fn derive(input: &DeriveInput, errors: &mut Errors) -> Result<TokenStream> {
    let p = crate::private();
    let Data::Struct(data) = &input.data else {
        let message = "a row is read as a struct; an enum is a column: derive `SqlValue` for it";
        return Err(Error::new(input.ident.span(), message));
    };
    if let Some(lifetime) = input.generics.lifetimes().next() {
        let message = "a row is read as an owned struct: use `String` and `Vec<u8>`";
        return Err(Error::new_spanned(lifetime, message));
    }
    let on_struct = Attrs::parse(&input.attrs, ON_STRUCT, errors);
    let rule = on_struct.rename_all(errors);
    let by_position = matches!(data.fields, Fields::Unnamed(_));
    if data.fields.is_empty() {
        return Err(Error::new(input.ident.span(), "a struct without fields reads no columns"));
    }

    let mut plan = Plan::default();
    let mut bounds = Vec::new();
    let mut values = Vec::new();
    for (i, field) in data.fields.iter().enumerate() {
        let known = if by_position { ON_POSITION } else { ON_FIELD };
        let attrs = Attrs::parse(&field.attrs, known, errors);
        attrs.check_field(errors);
        let source = plan.add(&input.ident, field, &attrs, rule);
        bounds.extend(bound(input, field, &source));
        let member = field.ident.clone().map_or(Member::Unnamed(Index::from(i)), Member::Named);
        let value = value(field, &source);
        values.push(quote!(#member: #value));
    }

    let name = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let predicates = where_clause.map(|clause| &clause.predicates);
    let comma = predicates.filter(|p| !p.empty_or_trailing()).map(|_| quote!(,));
    let where_clause = quote!(where #predicates #comma #(#bounds,)*);
    let Plan { columns, or_default, nested, nested_types } = &plan;
    let (width, defaults) = (count(columns), count(or_default));
    // Each field of a tuple struct has the column at its place, so there are as many.
    let check_width =
        by_position.then(|| quote!(#p::check_width(columns, ::core::stringify!(#name), #width)?;));
    let absent = absent(&plan);
    Ok(quote! {
        #[automatically_derived]
        impl #impl_generics #p::FromRow for #name #type_generics #where_clause {
            type Plan = ([usize; #width], [::core::option::Option<usize>; #defaults], (#(<#nested_types as #p::FromRow>::Plan,)*));

            fn plan(columns: &#p::Columns<'_>) -> #p::Result<Self::Plan> {
                <Self as #p::FromRow>::plan_nested(columns, "")
            }

            fn plan_nested(columns: &#p::Columns<'_>, prefix: &str) -> #p::Result<Self::Plan> {
                #check_width
                let _ = prefix;
                ::core::result::Result::Ok(([#(#columns),*], [#(#or_default),*], (#(#nested,)*)))
            }

            fn from_row(plan: &Self::Plan, row: &#p::RowRef<'_>) -> #p::Result<Self> {
                let _ = plan;
                ::core::result::Result::Ok(Self { #(#values),* })
            }

            fn is_absent(plan: &Self::Plan, row: &#p::RowRef<'_>) -> #p::Result<bool> {
                #absent
            }
        }
    })
}

fn count(items: &[TokenStream]) -> Literal {
    Literal::usize_unsuffixed(items.len())
}

impl Plan {
    /// Plans a field: the expression that finds out where its value is.
    fn add(&mut self, owner: &Ident, field: &Field, attrs: &Attrs, rule: Option<Rule>) -> Source {
        let p = crate::private();
        let ty = &field.ty;
        if attrs.has("skip") {
            return Source::Skip;
        }
        let Some(ident) = &field.ident else {
            let position = Literal::usize_unsuffixed(self.columns.len());
            self.columns.push(quote!(#position));
            return Source::Column(self.columns.len() - 1);
        };
        if attrs.has("flatten") {
            let prefix = attrs.text("prefix").map(LitStr::value).unwrap_or_default();
            self.nested.push(quote!(#p::plan_nested::<#ty>(columns, prefix, #prefix)?));
            self.nested_types.push(quote!(#ty));
            return Source::Nested(self.nested.len() - 1);
        }
        let name = ident.unraw().to_string();
        let column = match (attrs.text("rename"), rule) {
            (Some(text), _) => text.value(),
            (None, Some(rule)) => rule.apply(&name),
            (None, None) => name.clone(),
        };
        let shown = format!("{}.{name}", owner.unraw());
        if attrs.has("default") {
            self.or_default.push(quote!(#p::find_column(columns, prefix, #column, #shown)?));
            return Source::OrDefault(self.or_default.len() - 1);
        }
        self.columns.push(quote!(#p::column(columns, prefix, #column, #shown)?));
        Source::Column(self.columns.len() - 1)
    }
}

/// The expression that reads a field's value.
fn value(field: &Field, source: &Source) -> TokenStream {
    let p = crate::private();
    let ty = &field.ty;
    let at = |i: &usize| Literal::usize_unsuffixed(*i);
    match source {
        Source::Column(i) => {
            let i = at(i);
            quote!(row.decode::<#ty>(plan.0[#i])?)
        }
        Source::OrDefault(i) => {
            let i = at(i);
            quote!(#p::or_default::<#ty>(row, plan.1[#i])?)
        }
        Source::Nested(i) => {
            let i = Index::from(*i);
            quote!(<#ty as #p::FromRow>::from_row(&plan.2.#i, row)?)
        }
        Source::Skip => quote!(<#ty as ::core::default::Default>::default()),
    }
}

/// Whether all columns are NULL: then an `Option` of the struct is `None`.
fn absent(plan: &Plan) -> TokenStream {
    let p = crate::private();
    let nested = plan.nested_types.iter().enumerate().map(|(i, ty)| {
        let i = Index::from(i);
        quote!(&& <#ty as #p::FromRow>::is_absent(&plan.2.#i, row)?)
    });
    quote! {
        let columns = plan.0.iter().chain(plan.1.iter().flatten());
        let absent = #p::all_null(row, columns)?;
        ::core::result::Result::Ok(absent #(#nested)*)
    }
}

/// The bound that a field of a generic struct needs.
fn bound(input: &DeriveInput, field: &Field, source: &Source) -> Option<TokenStream> {
    let p = crate::private();
    let ty = &field.ty;
    let mut params = input.generics.type_params().map(|param| &param.ident);
    if !params.any(|param| mentions(ty, param)) {
        return None;
    }
    Some(match source {
        Source::Column(_) => quote!(#ty: #p::FromValue),
        Source::OrDefault(_) => quote!(#ty: #p::FromValue + ::core::default::Default),
        Source::Nested(_) => quote!(#ty: #p::FromRow),
        Source::Skip => quote!(#ty: ::core::default::Default),
    })
}

/// Whether a type names a type parameter.
pub(crate) fn mentions(ty: &Type, param: &Ident) -> bool {
    fn within(tokens: TokenStream, param: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Ident(ident) => ident == *param,
            proc_macro2::TokenTree::Group(group) => within(group.stream(), param),
            _ => false,
        })
    }
    within(ty.to_token_stream(), param)
}
