//! Who holds a file: user, host and time, for the message another session shows. Never used to decide anything.

use std::time::{SystemTime, UNIX_EPOCH};

/// `ada@lab, 2027-03-01 14:02 UTC`; what is not known is left out.
pub fn who(variable: &dyn Fn(&str) -> Option<String>, now: SystemTime) -> String {
    let user = variable("USER").or_else(|| variable("USERNAME")).unwrap_or_else(|| "someone".to_string());
    let host = variable("HOSTNAME").or_else(host_name).map(|host| format!("@{host}")).unwrap_or_default();
    format!("{user}{host}, {}", utc(now))
}

fn host_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    Some(name.trim().to_string()).filter(|name| !name.is_empty())
}

/// `2027-03-01 14:02 UTC`.
pub fn utc(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = date(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", seconds / 3600 % 24, seconds / 60 % 60)
}

/// The civil date of a day counted from 1970-01-01: eras of 400 years that begin in March, so that leap days come last.
fn date(day: u64) -> (u64, u64, u64) {
    let shifted = day + 719_468;
    let (era, in_era) = (shifted / 146_097, shifted % 146_097);
    let year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let march_month = (5 * in_year + 2) / 153;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, in_year - (153 * march_month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn dates_are_civil() {
        let cases = [(0, "1970-01-01 00:00 UTC"), (951_782_400, "2000-02-29 00:00 UTC"), (1_803_909_720, "2027-03-01 14:02 UTC")];
        for (seconds, expected) in cases {
            assert_eq!(utc(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn who_leaves_out_what_is_not_known() {
        let named = |name: &str| (name == "USER" || name == "HOSTNAME").then(|| name.to_lowercase());
        assert_eq!(who(&named, UNIX_EPOCH), "user@hostname, 1970-01-01 00:00 UTC");
        assert!(who(&|_| None, UNIX_EPOCH).starts_with("someone"));
    }
}
