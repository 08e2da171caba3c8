//! What a UserSig carries beside its user: bytes of the caller's own, or a permit for a room (privateMapKey, 高级权限控制).

use super::base64;
use super::problems::refuse;
use crate::data::fields::Fields;
use crate::data::value::Value;

const BYTES_LIMIT: usize = 1024;
const ROOM_LIMIT: usize = 256;

/// What a UserSig carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserBuf<'a> {
    /// Nothing.
    None,
    /// Bytes of the caller's own, at most 1024.
    Bytes(&'a [u8]),
    /// A permit for a room.
    Permit(Permit<'a>),
}

/// A room that the user may enter, and what the user may do there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permit<'a> {
    /// The room.
    pub room: Room<'a>,
    /// The vendor's bits.
    pub privilege: u32,
}

/// A room by its number or by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room<'a> {
    /// By its number.
    Id(u32),
    /// By its name, 1 to 256 bytes.
    Named(&'a str),
}

/// Whom a permit is for, and until when.
pub(super) struct Bearer<'a> {
    pub(super) sdk_app_id: u32,
    pub(super) user_id: &'a str,
    /// Unix seconds.
    pub(super) until: f64,
}

impl UserBuf<'_> {
    /// Base64, as it is signed.
    pub(super) fn encoded(&self, bearer: &Bearer<'_>) -> Option<String> {
        match self {
            UserBuf::None => None,
            UserBuf::Bytes(bytes) => Some(base64::encode(bytes)),
            UserBuf::Permit(permit) => Some(base64::encode(&permit.bytes(bearer))),
        }
    }
}

impl Permit<'_> {
    /// The vendor's layout, in network byte order.
    fn bytes(&self, bearer: &Bearer<'_>) -> Vec<u8> {
        let (room_id, name) = match self.room {
            Room::Id(room_id) => (room_id, None),
            Room::Named(name) => (0, Some(name)),
        };
        // The vendor keeps 32 bits of the time.
        let until = bearer.until as u64 as u32;
        let mut out = vec![u8::from(name.is_some())];
        counted(&mut out, bearer.user_id);
        for number in [bearer.sdk_app_id, room_id, until, self.privilege, 0] {
            out.extend(number.to_be_bytes());
        }
        if let Some(name) = name {
            counted(&mut out, name);
        }
        out
    }
}

/// Writes the number of a text's bytes, and the text.
fn counted(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u16).to_be_bytes());
    out.extend(text.as_bytes());
}

/// Reads `userBuf` and `privateMapKey`, of which one may be given.
pub(super) fn read(fields: &mut Fields<'_>, then: &mut dyn FnMut(UserBuf<'_>)) {
    let bytes = fields.bytes("userBuf");
    if bytes.is_some_and(|bytes| bytes.len() > BYTES_LIMIT) {
        refuse(fields, "user_buf_too_long", "userBuf");
    }
    if let Value::Null = fields.value("privateMapKey") {
        then(bytes.map_or(UserBuf::None, UserBuf::Bytes));
    } else if fields.has("userBuf") {
        fields.refuse("not_allowed", "privateMapKey");
    } else {
        fields.record("privateMapKey", &mut |inner| {
            if let Some(permit) = permit(inner) {
                then(UserBuf::Permit(permit));
            }
        });
    }
}

fn permit<'a>(fields: &mut Fields<'a>) -> Option<Permit<'a>> {
    let room_id = fields.count("roomId", 0, u32::MAX);
    let name = fields.text("roomStr");
    if name.is_some_and(|name| name.len() > ROOM_LIMIT) {
        fields.refuse("too_long", "roomStr");
    }
    if !fields.has("roomStr") {
        fields.require("roomId");
    } else if fields.has("roomId") {
        fields.refuse("not_allowed", "roomStr");
    }
    fields.require("privilege");
    let privilege = fields.count("privilege", 0, u32::MAX);
    fields.refuse_unknown();
    let room = name.map(Room::Named).or(room_id.map(Room::Id))?;
    Some(Permit { room, privilege: privilege? })
}
