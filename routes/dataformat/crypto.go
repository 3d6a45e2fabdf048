package dataformat

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/binary"
	"hash"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Crypto is Camel's crypto data format: a symmetric cipher, by its name in Java, and a MAC within what is encrypted.
// See https://camel.apache.org/components/4.18.x/dataformats/crypto-dataformat.html
type Crypto struct {
	ID                     string `yaml:"id"`
	Algorithm              string `yaml:"algorithm"`
	Key                    string `yaml:"key"`
	CryptoProvider         string `yaml:"cryptoProvider"`
	InitVector             string `yaml:"initVector"`
	AlgorithmParameterSpec string `yaml:"algorithmParameterSpec"`
	BufferSize             int    `yaml:"bufferSize"`
	MacAlgorithm           string `yaml:"macAlgorithm"`
	ShouldAppendHMAC       *bool  `yaml:"shouldAppendHMAC"`
	Inline                 bool   `yaml:"inline"`

	key    *components.SecretKey
	vector []byte
	spec   *components.CipherParameters
}

const (
	cryptoKeyHeader    = "CamelCryptoKey"
	cryptoVectorHeader = "CamelCryptoInitVector"
)

// Prepare looks up the key, the vector and the parameters.
func (f *Crypto) Prepare(beans Beans) error {
	var err error
	if f.key, err = beanOf[*components.SecretKey](beans, f.Key, "a key, such as javax.crypto.spec.SecretKeySpec"); err != nil {
		return err
	}
	if f.spec, err = beanOf[*components.CipherParameters](beans, f.AlgorithmParameterSpec, "parameters of a cipher, such as javax.crypto.spec.GCMParameterSpec"); err != nil {
		return err
	}
	vector, err := beanOf[any](beans, f.InitVector, "a vector")
	if vector != nil {
		f.vector, err = components.Bytes(vector)
	}
	return err
}

// keyOf answers the key: the message's, if it has one.
func (f *Crypto) keyOf(ex *components.Exchange) *components.SecretKey {
	if key, ok := ex.Headers.Value(cryptoKeyHeader).(*components.SecretKey); ok {
		return key
	}
	return f.key
}

func (f *Crypto) vectorOf(ex *components.Exchange) []byte {
	if v := ex.Headers.Value(cryptoVectorHeader); v != nil {
		if b, err := components.Input(v); err == nil {
			return b
		}
	}
	return f.vector
}

// macs are the algorithms of macAlgorithm.
var macs = map[string]func() hash.Hash{
	"HMACMD5": md5.New, "HMACSHA1": sha1.New, "HMACSHA224": sha256.New224, "HMACSHA256": sha256.New, "HMACSHA384": sha512.New384,
	"HMACSHA512": sha512.New, "HMACSHA512/224": sha512.New512_224, "HMACSHA512/256": sha512.New512_256,
	"HMACSHA3-224": func() hash.Hash { return sha3.New224() }, "HMACSHA3-256": func() hash.Hash { return sha3.New256() },
	"HMACSHA3-384": func() hash.Hash { return sha3.New384() }, "HMACSHA3-512": func() hash.Hash { return sha3.New512() },
}

// mac answers what makes MACs; nil where there is to be none.
func (f *Crypto) mac(key *components.SecretKey) (hash.Hash, error) {
	if f.ShouldAppendHMAC != nil && !*f.ShouldAppendHMAC {
		return nil, nil
	}
	name := f.MacAlgorithm
	if name == "" {
		name = "HmacSHA1"
	}
	kind := macs[strings.ToUpper(name)]
	switch {
	case kind == nil:
		return nil, components.NewException("java.security.NoSuchAlgorithmException", "Algorithm "+name+" not available")
	case key == nil:
		return nil, components.NewException("java.lang.NullPointerException", "there is no key: neither the option key nor the header CamelCryptoKey has one")
	}
	return hmac.New(kind, key.Data), nil
}

func (f *Crypto) cipher(key *components.SecretKey, vector []byte, decrypt bool) (*transformation, error) {
	switch strings.ToUpper(f.CryptoProvider) {
	case "", "SUNJCE", "SUN", "BC":
	default:
		return nil, components.NewException("java.security.NoSuchProviderException", "no such provider: "+f.CryptoProvider)
	}
	t, err := transformationOf(f.Algorithm)
	if err != nil {
		return nil, err
	}
	if key == nil {
		return nil, components.NewException("java.lang.IllegalStateException", "A valid encryption key is required. Either configure the CryptoDataFormat "+
			"with a key or provide one in a header using the header name 'CamelCryptoKey'")
	}
	spec := f.spec
	if spec == nil && vector != nil {
		spec = &components.CipherParameters{Vector: vector}
	}
	return t, t.begin(key, spec, decrypt)
}

// Marshal encrypts the body and its MAC; with inline the vector stands before them.
func (f *Crypto) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	vector, key := f.vectorOf(ex), f.keyOf(ex)
	data, err := components.InputOf(ex, body)
	if err != nil {
		return nil, err
	}
	mac, err := f.mac(key)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if f.Inline {
		if vector == nil {
			return nil, components.NewException("java.lang.IllegalStateException", "Inlining cannot be performed, as no initialization vector was specified")
		}
		binary.Write(&out, binary.BigEndian, int32(len(vector)))
		out.Write(vector)
	}
	t, err := f.cipher(key, vector, false)
	if err != nil {
		return nil, err
	}
	if mac != nil {
		mac.Write(data)
		data = mac.Sum(bytes.Clone(data))
	}
	out.Write(t.encrypt(data))
	return out.Bytes(), nil
}

// Unmarshal decrypts, and compares the MAC.
func (f *Crypto) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	vector := f.vectorOf(ex)
	if f.Inline {
		if len(data) < 4 || uint64(binary.BigEndian.Uint32(data)) > uint64(len(data)-4) {
			return nil, components.NewException(components.IOException, "Error reading initialization vector from encrypted stream")
		}
		n := 4 + binary.BigEndian.Uint32(data)
		vector, data = data[4:n], data[n:]
	}
	key := f.keyOf(ex)
	t, err := f.cipher(key, vector, true)
	if err != nil {
		return nil, err
	}
	mac, err := f.mac(key)
	if err != nil {
		return nil, err
	}
	plain, err := t.decrypt(data)
	if err != nil {
		return nil, err
	}
	if mac != nil {
		n := len(plain) - mac.Size()
		if n >= 0 {
			mac.Write(plain[:n])
		}
		if n < 0 || !hmac.Equal(mac.Sum(nil), plain[n:]) {
			return nil, components.NewException("java.lang.IllegalStateException", "Expected mac did not match actual mac")
		}
		plain = plain[:n]
	}
	return components.StreamCache(plain), nil
}
