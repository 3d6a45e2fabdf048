package groovy

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

var bytesMembers members

func encodeBase64(b []byte) any { return base64.StdEncoding.EncodeToString(b) }

func decodeBase64(s string) any {
	s = strings.TrimRight(strings.Join(strings.Fields(s), ""), "=")
	b, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil {
		if b, err = base64.RawURLEncoding.DecodeString(s); err != nil {
			throw("java.lang.RuntimeException", "bad character in base64 value")
		}
	}
	return b
}

func decodeHex(s string) any {
	b, err := hex.DecodeString(s)
	if err != nil {
		throw(numberFormat, "odd number of characters in hex string")
	}
	return b
}

func hashNamed(name string) func() hash.Hash {
	switch strings.ReplaceAll(strings.ToUpper(name), "-", "") {
	case "MD5":
		return md5.New
	case "SHA", "SHA1":
		return sha1.New
	case "SHA224":
		return sha256.New224
	case "SHA256":
		return sha256.New
	case "SHA384":
		return sha512.New384
	case "SHA512":
		return sha512.New
	}
	throw("java.security.NoSuchAlgorithmException", name+" MessageDigest not available")
	return nil
}

func digest(b []byte, name string) any {
	h := hashNamed(name)()
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}

// Digest is java.security.MessageDigest, or javax.crypto.Mac.
type Digest struct {
	hash.Hash
	name, class string
}

func (d *Digest) String() string    { return d.name }
func (d *Digest) JavaClass() string { return d.class }
func (d *Digest) members() members {
	feed := func(c called) {
		if len(c.args) == 1 {
			b, _ := components.Bytes(c.args[0])
			c.r.allocate(len(b))
			d.Write(b)
		}
	}
	sum := member{0, 1, func(c called) any {
		feed(c)
		b := d.Sum(nil)
		d.Reset()
		return b
	}}
	return members{
		"update": one(func(c called) any { feed(c); return nil }), "digest": sum, "doFinal": sum,
		"reset": get(func(called) any { d.Reset(); return nil }),
		"init": one(func(c called) any {
			if key, ok := c.args[0].(*components.SecretKey); ok {
				d.Hash = hmac.New(hashNamed(strings.TrimPrefix(strings.ToUpper(d.name), "HMAC")), key.Data)
			}
			return nil
		}),
	}
}

// base64Coder is java.util.Base64.Encoder or Decoder.
type base64Coder struct {
	encoding *base64.Encoding
	mime     bool
	decoder  bool
}

func (b base64Coder) String() string    { return "java.util.Base64$Encoder@0" }
func (b base64Coder) JavaClass() string { return "java.util.Base64$Encoder" }

func (b base64Coder) encode(in []byte) string {
	s := b.encoding.EncodeToString(in)
	if !b.mime {
		return s
	}
	var lines []string
	for len(s) > 76 {
		lines, s = append(lines, s[:76]), s[76:]
	}
	return strings.Join(append(lines, s), "\r\n")
}

func (b base64Coder) members() members {
	if b.decoder {
		return members{"decode": one(func(c called) any {
			in := string(c.bytes(0))
			if b.mime {
				in = strings.Join(strings.Fields(in), "")
			}
			out, err := b.encoding.WithPadding(base64.NoPadding).DecodeString(strings.TrimRight(in, "="))
			if err != nil {
				if len(in) < 2 {
					throw(illegalArgument, "Input byte[] should at least have 2 bytes for base64 bytes")
				}
				throw(illegalArgument, "Illegal base64 character")
			}
			c.r.allocate(len(out))
			return out
		})}
	}
	return members{
		"encodeToString": one(func(c called) any { return c.made(b.encode(c.bytes(0))) }),
		"encode":         one(func(c called) any { return []byte(c.r.text(b.encode(c.bytes(0)))) }),
		"withoutPadding": get(func(called) any { return base64Coder{b.encoding.WithPadding(base64.NoPadding), b.mime, false} }),
	}
}

// bytes is an argument that is bytes or text.
func (c called) bytes(i int) []byte {
	switch v := c.arg(i).(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	case *List:
		if b, ok := c.r.asArray(v, "byte[]"); ok {
			return b.([]byte)
		}
	}
	c.missing()
	return nil
}

func fillBytes() {
	self := func(c called) []byte { return c.self.([]byte) }
	bytesMembers = members{
		"size": get(func(c called) any { return len(self(c)) }), "getLength": get(func(c called) any { return len(self(c)) }), "length": get(func(c called) any { return len(self(c)) }),
		"encodeBase64":    {0, 1, func(c called) any { return c.made(base64.StdEncoding.EncodeToString(self(c))) }},
		"encodeBase64Url": {0, 1, func(c called) any { return c.made(base64.RawURLEncoding.EncodeToString(self(c))) }},
		"encodeHex":       get(func(c called) any { return c.r.text(hex.EncodeToString(self(c))) }),
		"md5":             get(func(c called) any { return digest(self(c), "MD5") }),
		"sha256":          get(func(c called) any { return digest(self(c), "SHA-256") }),
		"digest":          one(func(c called) any { return digest(self(c), c.text(0)) }),
		"toString":        get(func(c called) any { return string(self(c)) }),
		"toList":          get(func(c called) any { return newList(c.r.spread(self(c))...) }),
		"clone":           get(func(c called) any { return append([]byte{}, self(c)...) }),
	}
	for _, name := range []string{"each", "eachWithIndex", "collect", "find", "findAll", "any", "every", "join", "max", "min", "inject", "contains"} {
		bytesMembers[name] = member{0, 2, func(c called) any { return c.r.invokeMethod(newList(c.r.spread(self(c))...), name, c.args) }}
	}
}
