//! HTML of one self-contained page that prints on A4: no script, nothing from elsewhere, every text escaped.

use super::svg::escaped;

const STYLE: &str = "\
@page{size:A4;margin:14mm}\
body{font:13px/1.45 Inter,Helvetica,Arial,sans-serif;color:#111;background:#fff;max-width:1080px;margin:24px auto;padding:0 16px}\
h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px;border-bottom:1px solid #ccc;break-after:avoid}\
h3{font-size:14px;margin:18px 0 6px;break-after:avoid}p{margin:6px 0;max-width:820px}\
table{border-collapse:collapse;width:100%;font-size:11.5px;font-variant-numeric:tabular-nums}\
th,td{padding:2px 12px 2px 0;text-align:left;vertical-align:top;border-bottom:1px solid #e5e5e5;overflow-wrap:break-word}\
th{font-weight:600;border-bottom:1px solid #999;vertical-align:bottom}td.n,th.n{text-align:right}td.n{white-space:nowrap}\
td:last-child,th:last-child{padding-right:0}td small{display:block;color:#555;font-size:10px}\
td.g{font-weight:600;padding-top:10px;break-after:avoid}\
.floors{display:flex;gap:16px;align-items:flex-start}figure{margin:8px 0;min-width:0}figcaption{font-weight:600;overflow-wrap:break-word}\
thead{display:table-header-group}tr{break-inside:avoid}svg{max-width:100%;height:auto;break-inside:avoid}\
.dim{color:#555}.better{color:#0B62D6}.worse{color:#B34700}.warn{border-left:3px solid #B34700;padding-left:8px}s{color:#777}";

/// A page as it grows.
pub struct Page {
    body: String,
    title: String,
}

/// A cell: text, a smaller line under it, and what is to be said of it.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    text: String,
    under: String,
    class: &'static str,
    /// Columns it takes, if more than one.
    span: usize,
}

/// A floor among others: its name, its drawing, and how wide the hall is in the unit of the others.
pub struct Hall {
    pub name: String,
    pub drawing: String,
    pub width: f64,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Stands over the rows of a group.
    pub fn group(text: impl Into<String>, span: usize) -> Self {
        Self { text: text.into(), class: "g", span, ..Self::default() }
    }

    /// Stands on the right.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: "n", ..Self::default() }
    }

    pub fn better(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: "n better", ..Self::default() }
    }

    pub fn worse(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: "n worse", ..Self::default() }
    }

    pub fn under(self, under: impl Into<String>) -> Self {
        Self { under: under.into(), ..self }
    }
}

impl Page {
    pub fn new(title: &str) -> Self {
        let mut page = Self { body: String::new(), title: title.to_string() };
        page.body.push_str(&format!("<h1>{}</h1>\n", escaped(title)));
        page
    }

    pub fn heading(&mut self, text: &str) {
        self.body.push_str(&format!("<h2>{}</h2>\n", escaped(text)));
    }

    pub fn subheading(&mut self, text: &str) {
        self.body.push_str(&format!("<h3>{}</h3>\n", escaped(text)));
    }

    pub fn paragraph(&mut self, text: &str) {
        self.body.push_str(&format!("<p>{}</p>\n", escaped(text)));
    }

    pub fn dim(&mut self, text: &str) {
        self.body.push_str(&format!("<p class=\"dim\">{}</p>\n", escaped(text)));
    }

    pub fn warning(&mut self, text: &str) {
        self.body.push_str(&format!("<p class=\"warn\">{}</p>\n", escaped(text)));
    }

    /// A drawing of ours, whose texts are escaped already.
    pub fn drawing(&mut self, svg: &str) {
        self.body.push_str(svg);
    }

    /// Floors side by side at one scale.
    pub fn halls(&mut self, halls: &[Hall]) {
        self.body.push_str("<div class=\"floors\">\n");
        for hall in halls {
            let (name, drawing) = (escaped(&hall.name), &hall.drawing);
            self.body
                .push_str(&format!("<figure style=\"flex:{:.0} 1 0\"><figcaption>{name}</figcaption>\n{drawing}</figure>\n", hall.width));
        }
        self.body.push_str("</div>\n");
    }

    /// Headings that begin with `>` stand over numbers.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<Cell>]) {
        if rows.is_empty() {
            return self.dim("None.");
        }
        let heading = |text: &&str| match text.strip_prefix('>') {
            Some(text) => format!("<th class=\"n\">{}</th>", escaped(text)),
            None => format!("<th>{}</th>", escaped(text)),
        };
        self.body.push_str(&format!("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n", head.iter().map(heading).collect::<String>()));
        for row in rows {
            self.body.push_str(&format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>()));
        }
        self.body.push_str("</tbody></table>\n");
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let title = escaped(&self.title);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
            self.body
        )
    }
}

fn cell(cell: &Cell) -> String {
    let class = if cell.class.is_empty() { String::new() } else { format!(" class=\"{}\"", cell.class) };
    let span = if cell.span > 1 { format!(" colspan=\"{}\"", cell.span) } else { String::new() };
    let under = if cell.under.is_empty() { String::new() } else { format!("<small>{}</small>", escaped(&cell.under)) };
    format!("<td{class}{span}>{}{under}</td>", escaped(&cell.text))
}
