//! To which addresses something may be sent: those of the public internet, over HTTPS. An organisation
//! types the address, so that without this it could have the register knock at doors of the
//! operator's own network (server-side request forgery).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use fla_domain::anomaly::Fault;
use url::{Host, Url};

/// Ends of names that are never of the public internet (RFC 6761, RFC 6762, RFC 8375 and habit).
const PRIVATE_NAMES: [&str; 14] = [
    "local",
    "localhost",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "onion",
    "test",
    "invalid",
    "alt",
];

/// A network whose addresses are allowed though they are not public, for tests: `10.1.0.0/16`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, bits) = match text.split_once('/') {
            Some((first, bits)) => (first, Some(bits.parse::<u8>().map_err(drop)?)),
            None => (text, None),
        };
        let first: IpAddr = first.parse().map_err(drop)?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most { Err(()) } else { Ok(Self { first, bits }) }
    }
}

impl Network {
    fn has(self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.bits);
                first.to_bits().checked_shr(shift) == address.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.bits);
                first.to_bits().checked_shr(shift) == address.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

/// Which addresses something may be sent to.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Networks that are allowed beside the public ones.
    pub allowed: Vec<Network>,
}

impl Policy {
    /// Whether a connection may be made to an address.
    pub fn may_reach(&self, address: IpAddr) -> bool {
        is_public(address) || self.is_allowed(address)
    }

    fn is_allowed(&self, address: IpAddr) -> bool {
        self.allowed.iter().any(|network| network.has(address))
    }

    /// What an address is, where something may be sent to it. A name is only looked at here; to what it
    /// leads is seen when it is asked for, each time.
    ///
    /// # Errors
    /// [`Fault::Invalid`] for what is no address of the web, or holds a name and password, or a part
    /// that is never sent; [`Fault::Forbidden`] for one to which nothing is sent.
    pub fn admits(&self, text: &str) -> Result<Url, Fault> {
        let url = Url::parse(text).map_err(|_| Fault::Invalid)?;
        let bare =
            url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || !bare {
            return Err(Fault::Invalid);
        }
        let address = match url.host().ok_or(Fault::Invalid)? {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(name) if is_public_name(name) => None,
            Host::Domain(_) => return Err(Fault::Forbidden),
        };
        let allowed = address.is_some_and(|address| self.is_allowed(address));
        let port = url.port_or_known_default().unwrap_or(0);
        let fits = url.scheme() == "https"
            && (port == 443 || port > 1_023)
            && address.is_none_or(is_public);
        if fits || allowed { Ok(url) } else { Err(Fault::Forbidden) }
    }
}

/// Whether a name can be one of the public internet: of two parts at least, the last of letters.
fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let Some((_, last)) = name.rsplit_once('.') else { return false };
    let ends = |end: &&str| name == **end || name.ends_with(&format!(".{end}"));
    last.starts_with(|c: char| c.is_ascii_alphabetic()) && !PRIVATE_NAMES.iter().any(ends)
}

/// Whether an address is one of the public internet, after the registries of special addresses of
/// IANA (RFC 6890 and what came after it).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        // this network, private, loopback; multicast, reserved and broadcast
        (0 | 10 | 127 | 224..=255, _, _)
            // shared (CGNAT)
            | (100, 64..=127, _)
            // link-local, with the metadata of clouds
            | (169, 254, _)
            // private
            | (172, 16..=31, _)
            | (192, 168, _)
            // of protocols and documents, 6to4 relays
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            // of measurements
            | (198, 18..=19, _)
            // of documents
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

/// Global unicast only, without what carries an address of version 4 (6to4, Teredo) and what is of
/// documents and protocols. Mapped and translated addresses lie outside of it.
const fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    first & 0xe000 == 0x2000
        && first != 0x2002
        && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        && !(first == 0x3fff && second < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(policy: &Policy, text: &str) -> &'static str {
        match policy.admits(text) {
            Ok(_) => "ok",
            Err(Fault::Forbidden) => "forbidden",
            Err(_) => "invalid",
        }
    }

    #[test]
    fn public_addresses_over_https_are_admitted() {
        let policy = Policy::default();
        for good in [
            "https://hooks.example.be/fla",
            "https://hooks.example.be:8443/fla?key=1",
            "https://HOOKS.Example.BE./",
            "https://93.184.215.14/",
            "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
            "https://xn--bcher-kva.example/",
            "https://bücher.example/",
        ] {
            assert_eq!(code(&policy, good), "ok", "{good}");
        }
    }

    #[test]
    fn whatever_leads_inside_is_refused_however_it_is_spelt() {
        let policy = Policy::default();
        for bad in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://127.0.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0x7f.0.0.1/",
            "https://0x7f.1/",
            "https://017700000001/",
            "https://0177.0.0.1/",
            "https://0177.0.0.0x1/",
            "https://127.0.0.1./",
            "https://①②⑦.⓪.⓪.①/",
            "https://127。0。0。1/",
            "https://%31%32%37.0.0.1/",
            "https://0/",
            "https://0.0.0.0/",
            "https://10.0.0.1/",
            "https://10.255.255.255/",
            "https://167772161/",
            "https://172.16.0.1/",
            "https://172.31.255.254/",
            "https://192.168.1.1/",
            "https://3232235777/",
            "https://100.64.0.1/",
            "https://100.127.255.255/",
            "https://169.254.169.254/",
            "https://2852039166/",
            "https://0xa9fea9fe/",
            "https://192.0.0.8/",
            "https://192.0.2.1/",
            "https://198.18.0.1/",
            "https://198.51.100.7/",
            "https://203.0.113.9/",
            "https://192.88.99.1/",
            "https://224.0.0.1/",
            "https://240.0.0.1/",
            "https://255.255.255.255/",
            "https://[::]/",
            "https://[::1]/",
            "https://[0:0:0:0:0:0:0:1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[::ffff:a00:1]/",
            "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[64:ff9b:1::a00:1]/",
            "https://[2002:7f00:1::]/",
            "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
            "https://[2001:db8::1]/",
            "https://[3fff::1]/",
            "https://[fc00::1]/",
            "https://[fd12:3456:789a::1]/",
            "https://[fe80::1]/",
            "https://[fec0::1]/",
            "https://[ff02::1]/",
            "https://[100::1]/",
            "https://[fd00:ec2::254]/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://localhost.localdomain/",
            "https://printer.local/",
            "https://a.b.local./",
            "https://metadata.google.internal/",
            "https://db/",
            "https://intranet/",
            "https://nas.home.arpa/",
            "https://router.lan/",
            "https://x.localhost/",
            "https://x.onion/",
            "http://hooks.example.be/",
            "http://93.184.215.14/",
            "https://hooks.example.be:22/",
            "https://hooks.example.be:25/",
            "https://hooks.example.be:80/",
        ] {
            assert_eq!(code(&policy, bad), "forbidden", "{bad}");
        }
        for none in [
            "",
            "hooks.example.be",
            "ftp://hooks.example.be/",
            "file:///etc/passwd",
            "gopher://hooks.example.be/",
            "https://",
            "https:///",
            "javascript:alert(1)",
            "https://user@hooks.example.be/",
            "https://user:secret@hooks.example.be/",
            "https://hooks.example.be/#part",
            "https://[fe80::1%25eth0]/",
            "https://1.2.3.4.5/",
            "https://256.256.256.256/",
            "https://hooks example.be/",
            "https://hooks.example.be:99999/",
        ] {
            assert_eq!(code(&policy, none), "invalid", "{none}");
        }
    }

    #[test]
    fn only_what_the_operator_names_is_allowed_beside_it() {
        let allowed = ["127.0.0.1", "10.2.0.0/16", "::1"];
        let policy = Policy { allowed: allowed.iter().map(|n| n.parse().unwrap()).collect() };
        for good in ["http://127.0.0.1:9/", "https://10.2.3.4/", "http://[::1]:81/"] {
            assert_eq!(code(&policy, good), "ok", "{good}");
        }
        for bad in ["http://127.0.0.2/", "https://10.3.0.1/", "http://localhost/", "http://[::2]/"]
        {
            assert_eq!(code(&policy, bad), "forbidden", "{bad}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().has("10.0.0.1".parse().unwrap()));
        for bad in ["", "x", "10.0.0.0/33", "::/129", "10.0.0.0/x"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }
}
