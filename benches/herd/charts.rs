//! The curves of a crowd, as SVG.

use super::crowd::Herd;
use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;
use std::error::Error;
use std::fmt::Debug;
use std::path::Path;

const SIZE: (u32, u32) = (860, 420);
const FONT: (&str, u32) = ("sans-serif", 13);
/// Fewer starts a second than this are drawn as this: the scale is logarithmic.
const LEAST: f64 = 30.0;

/// A crowd by name.
pub type Named<'a> = (&'a str, &'a Herd);

/// A curve by name.
type Curve<'a> = (&'a str, Vec<(f64, f64)>);

/// Starts a second since the edge went down, for each 10,000 viewers; the scale is logarithmic.
pub fn starts(path: &Path, herds: &[Named], seconds: u64) -> Result<(), Box<dyn Error>> {
    let end = seconds as f64 + 20.0;
    let curves = herds.iter().map(|(name, herd)| {
        let scale = 10_000.0 / f64::from(herd.viewers);
        let points = herd.starts_per_second().into_iter().enumerate();
        let points = points.map(|(second, count)| (second as f64 + 0.5, (f64::from(count) * scale).max(LEAST)));
        (*name, points.take_while(|(second, _)| *second < end).collect())
    });
    let words = [
        &format!("Starts a second of 10,000 viewers, whose edge is down for {seconds} s"),
        "seconds since the edge went down",
    ];
    draw(path, words, 0.0..end, (LEAST..60_000.0).log_scale(), SeriesLabelPosition::LowerLeft, curves.collect())
}

/// How many of the crowd are back, by seconds since the edge is.
pub fn back(path: &Path, herds: &[Named]) -> Result<(), Box<dyn Error>> {
    let curves = herds.iter().map(|(name, herd)| {
        let mut so_far = 0;
        let points = herd.back.chunks(100).zip(1_u32..).map(|(counts, tenth)| {
            so_far += counts.iter().sum::<u32>();
            (f64::from(tenth) / 10.0, 100.0 * f64::from(so_far) / f64::from(herd.viewers))
        });
        (*name, points.take(200).collect())
    });
    draw(
        path,
        ["Viewers who are back, %", "seconds since the edge is back"],
        0.0..20.0,
        0.0..100.0,
        SeriesLabelPosition::MiddleRight,
        curves.collect(),
    )
}

fn draw<Y>(
    path: &Path,
    [title, across]: [&str; 2],
    x: std::ops::Range<f64>,
    y: Y,
    legend: SeriesLabelPosition,
    curves: Vec<Curve>,
) -> Result<(), Box<dyn Error>>
where
    Y: AsRangedCoord<Value = f64>,
    Y::CoordDescType: ValueFormatter<f64>,
    <Y::CoordDescType as Ranged>::ValueType: Debug,
{
    let mut drawn = String::new();
    {
        let root = SVGBackend::with_string(&mut drawn, SIZE).into_drawing_area();
        root.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&root)
            .caption(title, ("sans-serif", 16))
            .margin(12)
            .x_label_area_size(34)
            .y_label_area_size(60)
            .build_cartesian_2d(x, y)?;
        let whole = |number: &f64| format!("{number:.0}");
        chart
            .configure_mesh()
            .x_desc(across)
            .x_label_formatter(&whole)
            .y_label_formatter(&whole)
            .label_style(FONT)
            .light_line_style(WHITE)
            .draw()?;
        for (place, (name, points)) in curves.into_iter().enumerate() {
            // The first one is ours.
            let stroke_width = if place == 0 { 3 } else { 1 };
            let style = ShapeStyle { color: Palette99::pick(place).to_rgba(), filled: false, stroke_width };
            chart
                .draw_series(LineSeries::new(points, style))?
                .label(name)
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
        }
        chart
            .configure_series_labels()
            .position(legend)
            .background_style(WHITE.mix(0.85))
            .border_style(BLACK.mix(0.2))
            .label_font(FONT)
            .draw()?;
        root.present()?;
    }
    Ok(std::fs::write(path, drawn)?)
}
