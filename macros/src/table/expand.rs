//! From the description to Rust.
//!
//! The expansion is kept small, since programs have hundreds of columns: no impls a column,
//! one list of the columns for the constant and all aliases, and the traits that handles of
//! tables share are blanket impls in `aludel`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::attributes::Maker;
use super::parse::{Column, Table};
use super::references::{Action, Reference};
use super::types::ColumnType;

/// Tuples longer than this are no select list.
const MAX_TUPLE: usize = 16;

pub(crate) fn table(table: &Table) -> TokenStream {
    // The handle knows its alias from the first column, and so needs no field that is none.
    let Some(first) = table.columns.first().map(|column| &column.ident) else {
        return TokenStream::new();
    };
    let p = crate::private();
    let Table { docs, cfgs, others, vis, ident, schema: _, name, .. } = table;
    let names = Names::of(ident);
    let Names { table: handle, outer } = &names;
    let docs = if docs.is_empty() {
        let text = format!("The table `{name}`.");
        quote!(#[doc = #text])
    } else {
        quote!(#(#docs)*)
    };
    let definition = definition(table);
    let plain = columns_struct(table, handle, first, false);
    let nullable = columns_struct(table, outer, first, true);
    let alias_doc = format!("The columns of [`{ident}`].");
    let outer_doc =
        format!("The columns of [`{ident}`] where an outer join may have no row of it.");
    quote! {
        #docs #(#others)* #(#cfgs)*
        #vis const #ident: #handle = #handle::__at(::core::option::Option::None);

        #[doc = #alias_doc]
        #plain

        #[doc = #outer_doc]
        #nullable

        #(#cfgs)*
        impl #handle {
            /// The same table under an alias.
            #[must_use]
            #vis const fn alias(self, alias: &'static str) -> Self {
                Self::__at(::core::option::Option::Some(alias))
            }

            /// The table under an alias that is made at run time, as a scope for its columns.
            #[must_use]
            #vis fn alias_named(self, alias: impl ::core::convert::Into<#p::Name>) -> #p::Scope {
                #p::Scope::new(self, alias)
            }

            /// The columns where an outer join may have no row: each may be NULL.
            #[must_use]
            #vis const fn outer(self) -> #outer {
                #outer::__at(self.#first.alias_name())
            }
        }

        #(#cfgs)*
        impl #p::StaticTable for #handle {
            const DEF: &'static #p::TableDef = { #definition };
            fn alias_name(&self) -> ::core::option::Option<&'static str> {
                self.#first.alias_name()
            }
        }

        #(#cfgs)*
        impl #p::StaticTable for #outer {
            const DEF: &'static #p::TableDef = <#handle as #p::StaticTable>::DEF;
            fn alias_name(&self) -> ::core::option::Option<&'static str> {
                self.#first.alias_name()
            }
        }
    }
}

/// The names of what is expanded.
struct Names {
    table: Ident,
    outer: Ident,
}

impl Names {
    fn of(constant: &Ident) -> Self {
        let text = constant.unraw().to_string();
        let shouted = !text.contains(|c: char| c.is_lowercase());
        let camel: String = text
            .split('_')
            .flat_map(|word| {
                let mut chars = word.chars();
                let first = chars.next().into_iter().flat_map(char::to_uppercase);
                let rest = chars.as_str();
                let rest = if shouted { rest.to_lowercase() } else { rest.to_owned() };
                first.collect::<String>().chars().chain(rest.chars()).collect::<Vec<_>>()
            })
            .collect();
        Names {
            table: format_ident!("{camel}Table", span = constant.span()),
            outer: format_ident!("{camel}Outer", span = constant.span()),
        }
    }
}

/// The struct of columns, with what both sorts of it have.
fn columns_struct(table: &Table, name: &Ident, first: &Ident, nullable: bool) -> TokenStream {
    let p = crate::private();
    let Table { cfgs, vis, ident, columns, .. } = table;
    let fields: Vec<&Ident> = columns.iter().map(|column| &column.ident).collect();
    let types: Vec<TokenStream> = columns
        .iter()
        .map(|Column { ty, .. }| {
            let marker = if nullable { ty.nullable_marker() } else { ty.full_marker() };
            quote!(#p::Column<#marker>)
        })
        .collect();
    let docs = columns.iter().map(|Column { docs, name, .. }| {
        if docs.is_empty() {
            let text = format!("The column `{name}`.");
            quote!(#[doc = #text])
        } else {
            quote!(#(#docs)*)
        }
    });
    let indexes = (0..columns.len()).map(Literal::usize_unsuffixed);
    let all = all(&fields, &types, vis);
    let shown = ident.to_string();
    let suffix = if nullable { ".outer()" } else { "" };
    quote! {
        #(#cfgs)*
        #vis struct #name {
            #(#docs #vis #fields: #types,)*
        }

        #(#cfgs)*
        impl #name {
            const fn __at(alias: ::core::option::Option<&'static str>) -> Self {
                let def = <Self as #p::StaticTable>::DEF;
                Self { #(#fields: #p::Column::at(&def.refs[#indexes], alias),)* }
            }

            #all
        }

        #(#cfgs)*
        #[automatically_derived]
        impl ::core::clone::Clone for #name {
            fn clone(&self) -> Self {
                *self
            }
        }

        #(#cfgs)*
        #[automatically_derived]
        impl ::core::marker::Copy for #name {}

        #(#cfgs)*
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #p::fmt_table(f, #shown, self.#first.alias_name(), #suffix)
            }
        }
    }
}

/// `all()`: a tuple of all columns, or a `Vec` where they are too many for one.
fn all(fields: &[&Ident], types: &[TokenStream], vis: &syn::Visibility) -> TokenStream {
    let p = crate::private();
    if fields.len() <= MAX_TUPLE {
        return quote! {
            /// All columns, as a select list.
            #[must_use]
            #vis const fn all(self) -> (#(#types,)*) {
                (#(self.#fields,)*)
            }
        };
    }
    quote! {
        /// All columns, as a select list. They are too many for a tuple: its rows are dynamic.
        #[must_use]
        #vis fn all(self) -> ::std::vec::Vec<#p::Expr> {
            #p::all_columns(&self)
        }
    }
}

/// The statics that describe the table, and a reference to them.
fn definition(table: &Table) -> TokenStream {
    let p = crate::private();
    let Table { schema, name, columns, keys, .. } = table;
    let quoted_table = match schema {
        Some(schema) => format!("{}.{}", quoted(schema), quoted(name)),
        None => quoted(name),
    };
    let references = columns.iter().zip(0_usize..).map(|(column, index)| {
        let index = Literal::usize_unsuffixed(index);
        let name = quoted(&column.name);
        let full = format!("{quoted_table}.{name}");
        quote! {
            #p::StaticColumn {
                table: &__DEF,
                index: #index,
                quoted: #p::QuotedColumn { full: #full, name: #name },
            }
        }
    });
    let schema = match schema {
        Some(schema) => quote!(::core::option::Option::Some(#p::Name::Static(#schema))),
        None => quote!(::core::option::Option::None),
    };
    let count = Literal::usize_unsuffixed(columns.len());
    let definitions = columns.iter().map(|Column { name, ty, attributes, .. }| {
        let (sql, nullable) = (&ty.sql, ty.nullable);
        let primary_key = attributes.primary_key.is_some();
        let unique = attributes.unique.is_some();
        let default = match &attributes.default {
            Some(default) => quote!(::core::option::Option::Some(#default)),
            None => quote!(::core::option::Option::None),
        };
        let insert_with = maker(attributes.insert_with.as_ref(), ty);
        let update_with = maker(attributes.update_with.as_ref(), ty);
        quote! {
            #p::ColumnDef {
                name: #p::Name::Static(#name),
                ty: #sql,
                nullable: #nullable,
                primary_key: #primary_key,
                unique: #unique,
                default: #default,
                insert_with: #insert_with,
                update_with: #update_with,
            }
        }
    });
    let own = columns.iter().filter_map(|column| {
        let reference = column.attributes.references.as_ref()?;
        Some(foreign_key(std::slice::from_ref(&column.name), reference))
    });
    let sql_names = |fields: &[Ident]| -> Vec<String> {
        let column = |field: &Ident| columns.iter().find(|c| c.ident.unraw() == field.unraw());
        fields.iter().filter_map(column).map(|column| column.name.clone()).collect()
    };
    let several =
        keys.foreign.iter().map(|key| foreign_key(&sql_names(&key.columns), &key.references));
    let foreign_keys = own.chain(several).collect::<Vec<_>>();
    let foreign_keys = listed(&quote!(#p::ForeignKey), &foreign_keys);
    let unique_keys = keys.unique.iter().map(|key| {
        let (columns, name) = (names(&sql_names(&key.columns)), optional_name(key.name.as_ref()));
        quote!(#p::UniqueKey { name: #name, columns: #columns })
    });
    let unique_keys = listed(&quote!(#p::UniqueKey), &unique_keys.collect::<Vec<_>>());
    quote! {
        #[allow(clippy::redundant_closure, reason = "a closure is told from an expression by its looks")]
        static __COLUMNS: [#p::ColumnDef; #count] = [#(#definitions),*];
        static __DEF: #p::TableDef = #p::TableDef {
            schema: #schema,
            name: #p::Name::Static(#name),
            columns: #p::Cow::Borrowed(&__COLUMNS),
            foreign_keys: #foreign_keys,
            unique_keys: #unique_keys,
            quoted: #quoted_table,
            refs: &__REFS,
        };
        static __REFS: [#p::StaticColumn; #count] = [#(#references),*];
        &__DEF
    }
}

/// What makes values for a column, as a constant.
fn maker(maker: Option<&Maker>, ty: &ColumnType) -> TokenStream {
    let (p, marker) = (crate::private(), ty.full_marker());
    let function = match maker {
        None => return quote!(::core::option::Option::None),
        // A wrong type is told where the expression is.
        Some(Maker::Expression(made)) => {
            let call = quote_spanned!(made.span()=> made::<#marker, _>(#made));
            quote!(|_| #p::#call)
        }
        Some(Maker::Closure(closure)) => {
            let call = quote_spanned!(closure.span()=> made_by::<#marker, _>(#closure, row));
            quote!(|row| #p::#call)
        }
    };
    quote!(::core::option::Option::Some(#p::Maker::Fn(#function)))
}

/// A name as most dialects quote it. Most of a statement's text is such names, so they are
/// prepared here.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A list that lives as long as the program.
fn listed(ty: &TokenStream, items: &[TokenStream]) -> TokenStream {
    let p = crate::private();
    if items.is_empty() {
        return quote!(#p::Cow::Borrowed(&[]));
    }
    let count = Literal::usize_unsuffixed(items.len());
    quote! {
        #p::Cow::Borrowed({
            static __LIST: [#ty; #count] = [#(#items),*];
            &__LIST
        })
    }
}

fn names(names: &[String]) -> TokenStream {
    let p = crate::private();
    let names = names.iter().map(|name| quote!(#p::Name::Static(#name))).collect::<Vec<_>>();
    listed(&quote!(#p::Name), &names)
}

fn optional_name(name: Option<&String>) -> TokenStream {
    let p = crate::private();
    match name {
        Some(name) => quote!(::core::option::Option::Some(#p::Name::Static(#name))),
        None => quote!(::core::option::Option::None),
    }
}

fn foreign_key(columns: &[String], reference: &Reference) -> TokenStream {
    let p = crate::private();
    let Reference { targets, name, on_delete, on_update, .. } = reference;
    let (columns, name) = (names(columns), optional_name(name.as_ref()));
    let count = Literal::usize_unsuffixed(targets.len());
    let action = |action: &Option<Action>| match action {
        Some(Action { variant, .. }) => quote!(#p::ForeignKeyAction::#variant),
        None => quote!(#p::ForeignKeyAction::NoAction),
    };
    let (on_delete, on_update) = (action(on_delete), action(on_update));
    quote! {
        #p::ForeignKey {
            name: #name,
            columns: #columns,
            // Behind a function, so that tables may refer to each other, and to themselves.
            target: #p::ForeignKeyTarget::Static(|| {
                static __TARGETS: [&#p::StaticColumn; #count] = [#(#targets.column()),*];
                &__TARGETS
            }),
            on_delete: #on_delete,
            on_update: #on_update,
        }
    }
}
