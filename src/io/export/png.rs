//! PNG of a picture without transparency: each line as its difference to the one above, runs of equal bytes as runs. Small for charts.

/// A PNG file of pixels line by line; `None` if they do not make up whole lines.
pub fn of(width: usize, pixels: &[[u8; 3]]) -> Option<Vec<u8>> {
    let height = pixels.len().checked_div(width).filter(|height| *height > 0 && height * width == pixels.len())?;
    let mut head = Vec::with_capacity(13);
    head.extend(u32::try_from(width).ok()?.to_be_bytes());
    head.extend(u32::try_from(height).ok()?.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, *b"IHDR", &head)?;
    chunk(&mut file, *b"IDAT", &zlib(&filtered(width, pixels)))?;
    chunk(&mut file, *b"IEND", &[])?;
    Some(file)
}

/// Lines less the line above them, each behind the number of that filter.
fn filtered(width: usize, pixels: &[[u8; 3]]) -> Vec<u8> {
    let above = std::iter::repeat_n([0_u8; 3], width).chain(pixels.iter().copied());
    let mut bytes = Vec::with_capacity(pixels.len() * 3 + pixels.len() / width.max(1));
    for (place, (pixel, above)) in pixels.iter().zip(above).enumerate() {
        if place.is_multiple_of(width) {
            bytes.push(2);
        }
        bytes.extend(pixel.iter().zip(above).map(|(now, above)| now.wrapping_sub(above)));
    }
    bytes
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], body: &[u8]) -> Option<()> {
    file.extend(u32::try_from(body.len()).ok()?.to_be_bytes());
    file.extend(name);
    file.extend(body);
    file.extend(crc(name.iter().chain(body)).to_be_bytes());
    Some(())
}

/// CRC-32 as PNG wants it.
fn crc<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    let step =
        |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 });
    !bytes.fold(u32::MAX, step)
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut bits = Bits { out: vec![0x78, 0x01], ..Bits::default() };
    // One last block with the fixed code.
    bits.put(0b011, 3);
    let mut rest = bytes;
    let mut before = None;
    while let Some((byte, behind)) = rest.split_first() {
        let run = rest.iter().take(258).take_while(|next| Some(**next) == before).count();
        if run >= 3 {
            bits.run(run);
            rest = rest.get(run..).unwrap_or_default();
        } else {
            bits.literal(u32::from(*byte));
            before = Some(*byte);
            rest = behind;
        }
    }
    bits.literal(256);
    bits.flush();
    bits.out.extend(adler(bytes).to_be_bytes());
    bits.out
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16) | a
}

/// Length codes from 257 on: shortest length and extra bits.
const LENGTHS: [(usize, u32); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// Bits, the lowest first.
#[derive(Default)]
struct Bits {
    out: Vec<u8>,
    waiting: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, bits: u32, count: u32) {
        self.waiting |= u64::from(bits) << self.count;
        self.count += count;
        while self.count >= 8 {
            let [low, ..] = self.waiting.to_le_bytes();
            self.out.push(low);
            self.waiting >>= 8;
            self.count -= 8;
        }
    }

    fn flush(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }

    /// A symbol of the fixed code; its bits come highest first.
    fn literal(&mut self, symbol: u32) {
        let (code, length) = match symbol {
            0..144 => (0x30 + symbol, 8),
            144..256 => (0x190 + symbol - 144, 9),
            256..280 => (symbol - 256, 7),
            _ => (0xC0 + symbol - 280, 8),
        };
        self.put(code.reverse_bits() >> (32 - length), length);
    }

    /// The last byte again, so many times.
    fn run(&mut self, length: usize) {
        let fits = (257_u32..).zip(LENGTHS).filter(|(_, (from, _))| *from <= length).last();
        if let Some((symbol, (from, extra))) = fits {
            self.literal(symbol);
            self.put(u32::try_from(length - from).unwrap_or(0), extra);
            // Distance one.
            self.put(0, 5);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sums() {
        assert_eq!(crc(b"123456789".iter()), 0xCBF4_3926);
        assert_eq!(adler(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn a_picture_of_one_line_is_what_it_should_be() {
        let file = of(2, &[[255, 0, 0], [255, 0, 0]]).expect("a picture");
        assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&file[16..24], &[0, 0, 0, 2, 0, 0, 0, 1]);
        assert!(of(3, &[[0; 3]; 4]).is_none(), "no whole lines");
        assert!(of(0, &[]).is_none());
    }

    #[test]
    fn flat_pictures_are_small() {
        let file = of(1000, &vec![[16, 19, 23]; 300_000]).expect("a picture");
        assert!(file.len() < 12_000, "{}", file.len());
    }
}
