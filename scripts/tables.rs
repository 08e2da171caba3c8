//! Prints the tables from which `scripts/types.mjs` writes types, as JSON.

use playward::boundary::{names, unions};
use playward::data::arguments::Arguments;
use playward::data::issue::Result;
use playward::data::json;

fn main() -> Result<()> {
    let apis = |vendor: &str| names::call(&[vendor, ".listApis"].concat(), Arguments(&[]));
    let tables = [
        ("common", unions::common()),
        ("live", unions::live()),
        ("baijiayun", apis("baijiayun")?),
        ("minidrama", apis("minidrama")?),
    ];
    println!("{{");
    for (index, (name, table)) in tables.iter().enumerate() {
        println!("{}\"{name}\": {}", if index == 0 { "" } else { "," }, json::write(table));
    }
    println!("}}");
    Ok(())
}
