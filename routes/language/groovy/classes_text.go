package groovy

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

var textClasses map[string]class

// UUID is java.util.UUID.
type UUID string

func (u UUID) String() string    { return string(u) }
func (u UUID) JavaClass() string { return "java.util.UUID" }
func (u UUID) likeText()         {}

func randomUUID() UUID {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return uuidOf(b)
}

func uuidOf(b [16]byte) UUID {
	s := hex.EncodeToString(b[:])
	return UUID(s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:])
}

func fillTextClasses() {
	char := func(f func(rune) bool) member {
		return one(func(c called) any { r, _ := utf8.DecodeRuneInString(c.piece(0)); return f(r) })
	}
	mapChar := func(f func(rune) rune) member {
		return one(func(c called) any { r, _ := utf8.DecodeRuneInString(c.piece(0)); return Char(f(r)) })
	}
	coder := func(e *base64.Encoding, mime, decoder bool) member {
		return get(func(called) any { return base64Coder{e, mime, decoder} })
	}
	valueOf := one(func(c called) any {
		if l, ok := c.args[0].(*List); ok && l.array {
			return joinItems(called{c.r, l, "join", nil})
		}
		if c.args[0] == nil {
			return "null"
		}
		return c.r.text(c.r.javaString(c.args[0]))
	})
	textClasses = map[string]class{
		"java.lang.String": {
			construct: member{0, 2, func(c called) any {
				switch v := c.arg(0).(type) {
				case nil:
					return ""
				case []byte:
					if len(c.args) == 2 {
						charset, err := components.FindCharset(toText(c.args[1]))
						if err != nil {
							throw("java.io.UnsupportedEncodingException", toText(c.args[1]))
						}
						return c.r.text(charset.Decode(v))
					}
					return c.r.text(string(v))
				case *List:
					return joinItems(called{c.r, v, "join", nil})
				}
				return c.text(0)
			}},
			statics: members{
				"valueOf": valueOf, "copyValueOf": valueOf,
				"format": {1, any0, func(c called) any {
					args := c.args
					if _, ok := args[0].(locale); ok && len(args) > 1 {
						args = args[1:]
					}
					if len(args) == 2 {
						if l, ok := args[1].(*List); ok {
							return c.r.format(c.r.string(args[0]), l.items)
						}
					}
					return c.r.format(c.r.string(args[0]), args[1:])
				}},
				"join": {1, any0, func(c called) any {
					var items []any
					for _, a := range c.args[1:] {
						items = append(items, c.r.itemsOrOne(a)...)
					}
					return joinItems(called{c.r, newList(items...), "join", c.args[:1]})
				}},
			},
			constants: map[string]any{"CASE_INSENSITIVE_ORDER": &comparator{func(_ *run, a, b any) int {
				return compareTexts(strings.ToLower(toText(a)), strings.ToLower(toText(b)))
			}}},
		},
		"java.lang.Character": {statics: members{
			"isLetter": char(isLetter), "isDigit": char(isDecimal), "isUpperCase": char(isUpper), "isLowerCase": char(isLower), "isWhitespace": char(isBlank), "isAlphabetic": char(isLetter),
			"isLetterOrDigit": char(func(r rune) bool { return isLetter(r) || isDecimal(r) }),
			"toUpperCase":     mapChar(unicode.ToUpper), "toLowerCase": mapChar(unicode.ToLower),
			"getNumericValue": one(func(c called) any {
				r, _ := utf8.DecodeRuneInString(c.piece(0))
				switch r = unicode.ToLower(r); {
				case isDigit(byte(r)):
					return int(r - '0')
				case r >= 'a' && r <= 'z':
					return int(r-'a') + 10
				}
				return -1
			}),
			"valueOf":  one(func(c called) any { return c.r.castTo(c.args[0], "char") }),
			"toString": one(func(c called) any { return c.piece(0) }),
		}},
		"java.lang.StringBuilder": builderClass("java.lang.StringBuilder"), "java.lang.StringBuffer": builderClass("java.lang.StringBuffer"), "java.io.StringWriter": builderClass("java.io.StringWriter"),
		"java.util.UUID": {statics: members{
			"randomUUID": get(func(called) any { return randomUUID() }),
			"fromString": one(func(c called) any {
				b, err := hex.DecodeString(strings.ReplaceAll(c.text(0), "-", ""))
				if err != nil || len(b) != 16 || strings.Count(c.text(0), "-") != 4 {
					throw(illegalArgument, "Invalid UUID string: "+c.text(0))
				}
				return uuidOf([16]byte(b))
			}),
			"nameUUIDFromBytes": one(func(c called) any {
				b, _ := hex.DecodeString(toText(digest(c.bytes(0), "MD5")))
				b[6], b[8] = b[6]&0x0f|0x30, b[8]&0x3f|0x80
				return uuidOf([16]byte(b))
			}),
		}},
		"java.util.Base64": {statics: members{
			"getEncoder": coder(base64.StdEncoding, false, false), "getUrlEncoder": coder(base64.URLEncoding, false, false), "getMimeEncoder": coder(base64.StdEncoding, true, false),
			"getDecoder": coder(base64.StdEncoding, false, true), "getUrlDecoder": coder(base64.URLEncoding, false, true), "getMimeDecoder": coder(base64.StdEncoding, true, true),
		}},
		"java.util.regex.Pattern": {
			statics: members{
				"compile": {1, 2, func(c called) any {
					flags := 0
					if len(c.args) == 2 {
						flags = c.int(1)
					}
					return c.r.compilePattern(c.r.string(c.args[0]), flags)
				}},
				"matches": {2, 2, func(c called) any { return c.r.pattern(c.args[0]).matches(c.r.string(c.args[1])) }},
				"quote":   one(func(c called) any { return `\Q` + c.text(0) + `\E` }),
			},
			constants: map[string]any{"CASE_INSENSITIVE": 2, "MULTILINE": 8, "DOTALL": 32, "UNICODE_CASE": 64, "COMMENTS": 4},
		},
		"java.util.regex.Matcher": {statics: members{"quoteReplacement": one(func(c called) any {
			return strings.NewReplacer(`\`, `\\`, "$", `\$`).Replace(c.text(0))
		})}},
		"java.net.URLEncoder": {statics: members{"encode": {1, 2, func(c called) any {
			return c.made(strings.NewReplacer("~", "%7E", "%2A", "*").Replace(url.QueryEscape(c.r.string(c.args[0]))))
		}}}},
		"java.net.URLDecoder": {statics: members{"decode": {1, 2, func(c called) any {
			s, err := url.QueryUnescape(c.r.string(c.args[0]))
			if err != nil {
				throw(illegalArgument, "URLDecoder: Illegal hex characters in escape (%) pattern")
			}
			return c.made(s)
		}}}},
		"java.nio.charset.StandardCharsets": {constants: constantsOf("java.nio.charset.Charset", "UTF_8", "US_ASCII", "ISO_8859_1", "UTF_16", "UTF_16BE", "UTF_16LE")},
		"java.nio.charset.Charset":          {statics: members{"forName": one(func(c called) any { return constant{c.text(0), "java.nio.charset.Charset"} })}},
		"java.security.MessageDigest": {statics: members{"getInstance": one(func(c called) any {
			return &Digest{hashNamed(c.text(0))(), c.text(0), "java.security.MessageDigest"}
		})}},
		"javax.crypto.Mac": {statics: members{"getInstance": one(func(c called) any {
			return &Digest{hashNamed(strings.TrimPrefix(strings.ToUpper(c.text(0)), "HMAC"))(), c.text(0), "javax.crypto.Mac"}
		})}},
		"javax.crypto.spec.SecretKeySpec":   {construct: member{2, 2, func(c called) any { return &components.SecretKey{Data: c.bytes(0), Algorithm: c.text(1)} }}},
		"javax.crypto.spec.IvParameterSpec": {construct: one(func(c called) any { return &components.CipherParameters{Vector: c.bytes(0)} })},
		"javax.crypto.spec.GCMParameterSpec": {construct: member{2, 2, func(c called) any {
			bits, _ := wholeOf(c.args[0])
			return &components.CipherParameters{Vector: c.bytes(1), Tag: int(bits) / 8}
		}}},
		"java.util.HexFormat": {statics: members{"of": get(func(called) any { return hexFormat{} })}},
	}
}

type hexFormat struct{}

func (hexFormat) String() string    { return "java.util.HexFormat" }
func (hexFormat) JavaClass() string { return "java.util.HexFormat" }
func (hexFormat) members() members {
	return members{
		"formatHex": one(func(c called) any { return hex.EncodeToString(c.bytes(0)) }),
		"parseHex":  one(func(c called) any { return decodeHex(c.text(0)) }),
	}
}

// builderClass makes the builders of text.
func builderClass(name string) class {
	return class{construct: member{0, 1, func(c called) any {
		b := &Builder{class: name}
		if s, ok := textOf(c.arg(0)); ok {
			b.append(c.r, s)
		}
		return b
	}}}
}
