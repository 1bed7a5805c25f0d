//! CRC-32C (Castagnoli), the checksum that finds accidental changes to a file. It proves nothing
//! against someone who forges on purpose.

const POLYNOMIAL: u32 = 0x82f6_3b78;

/// Eight bytes per step: one table for each distance from the end of the step.
static TABLES: [[u32; 256]; 8] = tables();

/// The checksum of `bytes`; `"123456789"` gives `0xe3069283`.
pub fn crc32c(bytes: &[u8]) -> u32 {
    let (steps, rest) = bytes.as_chunks::<8>();
    let start = steps.iter().fold(!0, |crc, step| eight(crc, *step));
    !rest.iter().fold(start, |crc, byte| one(crc, *byte))
}

fn eight(crc: u32, step: [u8; 8]) -> u32 {
    let [b0, b1, b2, b3, b4, b5, b6, b7] = step;
    let [c0, c1, c2, c3] = crc.to_le_bytes();
    let [t0, t1, t2, t3, t4, t5, t6, t7] = &TABLES;
    entry(t7, b0 ^ c0)
        ^ entry(t6, b1 ^ c1)
        ^ entry(t5, b2 ^ c2)
        ^ entry(t4, b3 ^ c3)
        ^ entry(t3, b4)
        ^ entry(t2, b5)
        ^ entry(t1, b6)
        ^ entry(t0, b7)
}

fn one(crc: u32, byte: u8) -> u32 {
    let [low, ..] = crc.to_le_bytes();
    let [table, ..] = &TABLES;
    entry(table, low ^ byte) ^ (crc >> 8)
}

/// A byte is always inside 256 entries, so the compiler drops the other branch.
fn entry(table: &[u32; 256], byte: u8) -> u32 {
    table.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Runs while compiling: an index out of range would be a build error, never a panic.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler alone")]
const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut value = 0;
    let mut byte = 0;
    while byte < 256 {
        tables[0][byte] = shifted_eight_times(value);
        value += 1;
        byte += 1;
    }
    let mut distance = 1;
    while distance < 8 {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[distance - 1][byte];
            tables[distance][byte] = (before >> 8) ^ tables[0][before as usize & 0xff];
            byte += 1;
        }
        distance += 1;
    }
    tables
}

const fn shifted_eight_times(mut crc: u32) -> u32 {
    let mut bit = 0;
    while bit < 8 {
        let odd = crc & 1 == 1;
        crc >>= 1;
        if odd {
            crc ^= POLYNOMIAL;
        }
        bit += 1;
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3720, appendix B.4, and the usual check value.
    #[test]
    fn published_values() {
        let rising: Vec<u8> = (0..32).collect();
        let falling: Vec<u8> = (0..32).rev().collect();
        assert_eq!(crc32c(b""), 0);
        assert_eq!(crc32c(b"123456789"), 0xe306_9283);
        assert_eq!(crc32c(&[0; 32]), 0x8a91_36aa);
        assert_eq!(crc32c(&[0xff; 32]), 0x62a8_ab43);
        assert_eq!(crc32c(&rising), 0x46dd_794e);
        assert_eq!(crc32c(&falling), 0x113f_db5c);
    }

    #[test]
    fn eight_at_a_time_equals_one_at_a_time() {
        let bytes: Vec<u8> = (0..300u32).map(|i| ((i * 7919) >> 3).to_le_bytes()[0]).collect();
        for end in 0..bytes.len() {
            let slow = !bytes[..end].iter().fold(!0, |crc, byte| one(crc, *byte));
            assert_eq!(crc32c(&bytes[..end]), slow, "first {end} bytes");
        }
    }
}
