package simple

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// digests are the algorithms of hash(), by Java's names.
var digests = map[string]func() hash.Hash{
	"MD5": md5.New, "SHA-1": sha1.New, "SHA-224": sha256.New224, "SHA-256": sha256.New, "SHA-384": sha512.New384, "SHA-512": sha512.New,
	"SHA3-224": func() hash.Hash { return sha3.New224() }, "SHA3-256": func() hash.Hash { return sha3.New256() },
	"SHA-512/224": sha512.New512_224, "SHA-512/256": sha512.New512_256,
	"SHA3-384": func() hash.Hash { return sha3.New384() }, "SHA3-512": func() hash.Hash { return sha3.New512() },
}

// hashFunction is hash(value) and hash(value,algorithm): hexadecimal digits, SHA-256 unless said. Quotes around the value
// are part of it, as in Camel; what is neither text nor bytes has no hash.
func hashFunction(p *parser, c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	text := p.trim(c.inside)
	if text.empty() {
		return nil, p.wrongCount(c, reading{least: 1, most: 2}, 0)
	}
	algorithm, value := "SHA-256", text
	if i := strings.IndexByte(p.of(text), ','); i >= 0 { // in quotes too
		value = p.trim(span{text.start, text.start + i})
		text = p.trim(span{text.start + i + 1, text.end})
		algorithm = p.of(text)
	}
	of, err := p.argument(argument{p.of(value), value.start})
	if err != nil {
		return nil, err
	}
	digest, ok := digests[strings.ToUpper(algorithm)]
	if !ok && !strings.Contains(algorithm, "${") {
		known := strings.Join(slices.Sorted(maps.Keys(digests)), ", ")
		return nil, p.wrong(text.start, "known are "+known, "unknown hash algorithm %q", algorithm)
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		text, ok := textual(v)
		if !ok {
			return nil, nil
		}
		if digest == nil {
			return nil, components.NewException("java.security.NoSuchAlgorithmException", algorithm+" MessageDigest not available")
		}
		h := digest()
		h.Write([]byte(text))
		return hex.EncodeToString(h.Sum(nil)), nil
	}, nil
}
