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
	"SHA3-384": func() hash.Hash { return sha3.New384() }, "SHA3-512": func() hash.Hash { return sha3.New512() },
}

// hashFunction is hash(value) and hash(value,algorithm): hexadecimal digits, SHA-256 unless said. Quotes around the value
// are part of it, as in Camel; what is neither text nor bytes has no hash.
func hashFunction(p *parser, c call) (components.Expression, error) {
	if err := p.takes(c, 1, 2); err != nil {
		return nil, err
	}
	of, err := p.template(c.args[0])
	if err != nil {
		return nil, err
	}
	algorithm := "SHA-256"
	if len(c.args) == 2 {
		algorithm = p.of(c.args[1])
	}
	digest, ok := digests[algorithm]
	if !ok {
		known := strings.Join(slices.Sorted(maps.Keys(digests)), ", ")
		return nil, p.wrong(c.args[1].start, "known are "+known, "unknown hash algorithm %q", algorithm)
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
		h := digest()
		h.Write([]byte(text))
		return hex.EncodeToString(h.Sum(nil)), nil
	}, nil
}
