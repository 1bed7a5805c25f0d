//! Random hands: keys, clicks, drags, the wheel, text, pasted and dropped things, as raw events of the window system. Knows no window.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2, pos2, vec2};
use rackwright::ui::command::TABLE;

use super::random::Random;

/// Keys that are in no shortcut but that people press.
const OTHERS: &[Key] = &[
    Key::Tab,
    Key::Enter,
    Key::Space,
    Key::Escape,
    Key::PageUp,
    Key::PageDown,
    Key::End,
    Key::Menu,
    Key::F10,
    Key::M,
    Key::Backspace,
    Key::ArrowDown,
    Key::ArrowUp,
];

/// What people and cats type.
const WORDS: &[&str] = &[
    "12 m",
    "-5",
    "1e309",
    "NaN",
    "inf",
    "99999999999999999999999 kW",
    "0",
    "1 GW",
    "a",
    "compute",
    "zoom",
    "/d/plan.ron",
    "/d/none.ron",
    "/",
    "\u{1F980}\u{0301}\u{202E}",
    "\n",
    "72*4",
    "5 %",
    "10 km",
    "\0",
    "Rack\tA\"01'",
];

/// What one frame of the window gets.
#[derive(Default)]
pub struct Frame {
    pub events: Vec<Event>,
    pub modifiers: Modifiers,
    pub dropped: Vec<PathBuf>,
    pub hovers: bool,
    /// Another size of the window, and how many pixels a point has.
    pub resized: Option<(Vec2, f32)>,
}

/// The ape: what it will do in the next frames, and where its pointer is.
pub struct Ape {
    pub random: Random,
    todo: VecDeque<Frame>,
    at: Pos2,
    pub size: Vec2,
    /// The text that was copied last.
    pub clipboard: String,
}

impl Ape {
    pub fn new(random: Random) -> Self {
        Self { random, todo: VecDeque::new(), at: pos2(400.0, 400.0), size: vec2(1280.0, 800.0), clipboard: String::new() }
    }

    /// The next frame of what it is about.
    pub fn frame(&mut self) -> Frame {
        if self.todo.is_empty() {
            self.think();
        }
        self.todo.pop_front().unwrap_or_default()
    }

    /// Drops what it was about; whatever is held down stays down.
    pub fn forget(&mut self) {
        self.todo.clear();
    }

    fn think(&mut self) {
        match self.random.below(100) {
            0..30 => self.press_shortcut(),
            30..38 => self.press_other(),
            38..60 => self.click(),
            60..76 => self.drag(),
            76..82 => self.turn_wheel(),
            82..88 => self.type_text(),
            88..91 => self.paste(),
            91..93 => self.drop_file(),
            93..95 => self.resize(),
            95..97 => self.leave(),
            _ => self.wait(),
        }
    }

    fn push(&mut self, events: Vec<Event>, modifiers: Modifiers) {
        self.todo.push_back(Frame { events, modifiers, ..Frame::default() });
    }

    fn press_shortcut(&mut self) {
        let keys: Vec<_> = TABLE.iter().flat_map(|row| row.keys).collect();
        let keys = keys[self.random.below(keys.len())];
        match (keys.logical_key, keys.modifiers == Modifiers::COMMAND) {
            (Key::C, true) => self.push(vec![Event::Copy], keys.modifiers),
            (Key::X, true) => self.push(vec![Event::Cut], keys.modifiers),
            (Key::V, true) => self.paste(),
            _ => self.press(keys.logical_key, with_ctrl(keys.modifiers)),
        }
    }

    fn press_other(&mut self) {
        let key = OTHERS[self.random.below(OTHERS.len())];
        let modifiers = self.modifiers();
        self.press(key, modifiers);
    }

    pub fn press(&mut self, key: Key, modifiers: Modifiers) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let mut events = vec![event(true)];
        if modifiers.is_none() && key.symbol_or_name().len() == 1 {
            events.push(Event::Text(key.symbol_or_name().to_lowercase()));
        }
        self.push(events, modifiers);
        self.push(vec![event(false)], Modifiers::NONE);
    }

    fn modifiers(&mut self) -> Modifiers {
        match self.random.below(12) {
            0 => Modifiers::SHIFT,
            1 => Modifiers::ALT,
            2 => with_ctrl(Modifiers::COMMAND),
            3 => with_ctrl(Modifiers::COMMAND) | Modifiers::SHIFT,
            _ => Modifiers::NONE,
        }
    }

    fn somewhere(&mut self) -> Pos2 {
        let share = |random: &mut Random| random.below(1001) as f32 / 1000.0;
        // Edges and what lies outside are part of the world.
        let grown = self.size + vec2(20.0, 20.0);
        pos2(share(&mut self.random) * grown.x - 10.0, share(&mut self.random) * grown.y - 10.0)
    }

    fn button(&mut self) -> PointerButton {
        match self.random.below(8) {
            0 => PointerButton::Secondary,
            1 => PointerButton::Middle,
            _ => PointerButton::Primary,
        }
    }

    fn click(&mut self) {
        let (at, button, modifiers) = (self.somewhere(), self.button(), self.modifiers());
        self.at = at;
        self.push(vec![Event::PointerMoved(at)], modifiers);
        for _ in 0..=self.random.below(3) {
            let event = |pressed| Event::PointerButton { pos: at, button, pressed, modifiers };
            self.push(vec![event(true)], modifiers);
            self.push(vec![event(false)], modifiers);
        }
    }

    fn drag(&mut self) {
        let (from, to, button, modifiers) = (self.somewhere(), self.somewhere(), self.button(), self.modifiers());
        let event = |pos, pressed| Event::PointerButton { pos, button, pressed, modifiers };
        self.push(vec![Event::PointerMoved(from)], modifiers);
        self.push(vec![event(from, true)], modifiers);
        let steps = 2 + self.random.below(6);
        for step in 1..=steps {
            self.at = from.lerp(to, step as f32 / steps as f32);
            self.push(vec![Event::PointerMoved(self.at)], modifiers);
        }
        if self.random.below(4) == 0 {
            self.press(Key::Escape, Modifiers::NONE);
        }
        self.push(vec![event(to, false)], modifiers);
    }

    fn turn_wheel(&mut self) {
        let modifiers = self.modifiers();
        let amount = |random: &mut Random| random.below(401) as f32 - 200.0;
        let delta = vec2(amount(&mut self.random), amount(&mut self.random));
        let at = self.somewhere();
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta,
            phase: TouchPhase::Move,
            modifiers,
            source: egui::MouseWheelSource::Unknown,
        };
        let zoom = Event::Zoom([0.1, 0.5, 1.5, 10.0][self.random.below(4)]);
        let event = if self.random.below(4) == 0 { zoom } else { wheel };
        self.push(vec![Event::PointerMoved(at), event], modifiers);
    }

    fn type_text(&mut self) {
        for _ in 0..=self.random.below(2) {
            let word = WORDS[self.random.below(WORDS.len())];
            self.push(vec![Event::Text(word.to_string())], Modifiers::NONE);
        }
        if self.random.below(2) == 0 {
            self.press(Key::Enter, Modifiers::NONE);
        }
    }

    fn paste(&mut self) {
        let text = match self.random.below(3) {
            0 => WORDS[self.random.below(WORDS.len())].to_string(),
            1 if self.clipboard.len() > 40 => {
                // Cut off somewhere: text that begins well and ends badly.
                let mut end = self.random.below(self.clipboard.len());
                while !self.clipboard.is_char_boundary(end) {
                    end -= 1;
                }
                self.clipboard[..end].to_string()
            }
            _ => self.clipboard.clone(),
        };
        self.push(vec![Event::Paste(text)], with_ctrl(Modifiers::COMMAND));
    }

    fn drop_file(&mut self) {
        let path = ["/d/plan.ron", "/d/none.ron", "/d", "/d/broken.ron", ""][self.random.below(5)];
        self.todo.push_back(Frame { hovers: true, ..Frame::default() });
        self.todo.push_back(Frame { dropped: vec![PathBuf::from(path)], ..Frame::default() });
    }

    fn resize(&mut self) {
        let sizes = [(1280.0, 800.0), (1920.0, 1080.0), (640.0, 400.0), (1024.0, 640.0), (3840.0, 2160.0), (200.0, 150.0), (1.0, 1.0)];
        let (width, height) = sizes[self.random.below(sizes.len())];
        let pixels = [1.0, 1.0, 1.25, 2.0, 0.5, 3.0][self.random.below(6)];
        self.size = vec2(width, height);
        self.todo.push_back(Frame { resized: Some((self.size, pixels)), ..Frame::default() });
    }

    fn leave(&mut self) {
        self.push(vec![Event::PointerGone, Event::WindowFocused(false)], Modifiers::NONE);
        self.push(vec![Event::WindowFocused(true)], Modifiers::NONE);
    }

    fn wait(&mut self) {
        (0..=self.random.below(4)).for_each(|_| self.push(Vec::new(), Modifiers::NONE));
    }
}

/// On Linux the window system says Ctrl where egui says Command.
fn with_ctrl(modifiers: Modifiers) -> Modifiers {
    Modifiers { ctrl: modifiers.command || modifiers.ctrl, ..modifiers }
}

/// A file that is let go over the window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads the path".to_string())
    }
}

impl Frame {
    /// As the window system would hand it over.
    pub fn into_input(self, size: Vec2, time: f64) -> egui::RawInput {
        let dropped = self.dropped.into_iter().map(|path| Arc::new(Dropped(path)) as egui::DroppedFileHandle).collect();
        let hovered = if self.hovers { vec![egui::HoveredFile::default()] } else { Vec::new() };
        egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(Pos2::ZERO, size)),
            time: Some(time),
            events: std::iter::once(Event::ModifiersChanged(self.modifiers)).chain(self.events).collect(),
            dropped_files: dropped,
            hovered_files: hovered,
            focused: true,
            ..egui::RawInput::default()
        }
    }
}
