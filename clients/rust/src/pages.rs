//! Lists of many pages.

use serde::de::DeserializeOwned;

use crate::types::Items;
use crate::{Client, Error, Request};

/// A list that is read page by page, as far as it is asked for.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    next: Option<Request>,
    items: std::vec::IntoIter<T>,
}

impl<T> Pages<T> {
    pub(crate) fn new(client: Client, first: Request) -> Self {
        Self { client, next: Some(first), items: Vec::new().into_iter() }
    }

    /// With a parameter of the list, such as `q` or `pageSize`, before it is read.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: impl ToString) -> Self {
        self.next = self.next.map(|first| first.query(name, value));
        self
    }
}

impl<T: DeserializeOwned> Pages<T> {
    /// The next one; `None` after the last. A call that failed can be made again.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        loop {
            if let Some(item) = self.items.next() {
                return Ok(Some(item));
            }
            let Some(next) = &self.next else { return Ok(None) };
            let page: Items<T> = self.client.request(next.clone()).await?.body;
            self.items = page.items.into_iter();
            self.next = page.next.map(Request::get);
        }
    }

    /// All that are left.
    pub async fn all(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await? {
            all.push(item);
        }
        Ok(all)
    }
}
