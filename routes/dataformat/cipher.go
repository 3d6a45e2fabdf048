package dataformat

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// transformation is a cipher as Java names it: algorithm, mode and padding, such as AES/CBC/PKCS5Padding.
type transformation struct {
	algorithm, mode, padding string

	block  cipher.Block
	vector []byte
	aead   cipher.AEAD
	stream cipher.Stream
}

// algorithms are the ciphers, each with the names that its keys may have and how long they may be.
var algorithms = map[string]struct {
	names   []string
	lengths []int
	make    func(key []byte) (cipher.Block, error)
}{
	"AES":    {[]string{"AES", "Rijndael"}, []int{16, 24, 32}, aes.NewCipher},
	"DES":    {[]string{"DES"}, []int{8}, des.NewCipher},
	"DESEDE": {[]string{"DESede", "TripleDES"}, []int{24}, des.NewTripleDESCipher},
}

func transformationOf(name string) (*transformation, error) {
	if strings.TrimSpace(name) == "" {
		return nil, components.NewException("java.security.NoSuchAlgorithmException", "Null or empty transformation")
	}
	unknown := components.NewException("java.security.NoSuchAlgorithmException", "Cannot find any provider supporting "+name)
	parts := strings.Split(strings.ToUpper(name), "/")
	t := &transformation{algorithm: parts[0], mode: "ECB", padding: "PKCS5PADDING"}
	switch {
	case len(parts) == 3:
		t.mode, t.padding = parts[1], parts[2]
	case len(parts) != 1:
		return nil, unknown
	}
	if t.algorithm == "TRIPLEDES" {
		t.algorithm = "DESEDE"
	}
	if t.algorithm == "RC4" || t.algorithm == "ARCFOUR" {
		return t, nil
	}
	_, known := algorithms[t.algorithm]
	padded := t.padding == "PKCS5PADDING" || t.padding == "ISO10126PADDING"
	switch {
	case !known:
		return nil, unknown
	case (t.mode == "CTR" || t.mode == "GCM") && padded, !padded && t.padding != "NOPADDING", t.mode == "GCM" && t.algorithm != "AES":
		return nil, unknown
	}
	switch t.mode {
	case "ECB", "CBC", "CTR", "CFB", "CFB8", "OFB", "GCM":
		return t, nil
	}
	return nil, unknown
}

func invalidKey(format string, args ...any) error {
	return components.NewException("java.security.InvalidKeyException", fmt.Sprintf(format, args...))
}

func invalidParameters(message string) error {
	return components.NewException("java.security.InvalidAlgorithmParameterException", message)
}

// begin gets the cipher ready. Without a vector one is made up, as Java does: what it encrypts nobody can read who does not have it.
func (t *transformation) begin(key *components.SecretKey, spec *components.CipherParameters, decrypt bool) error {
	if t.algorithm == "RC4" || t.algorithm == "ARCFOUR" {
		if !strings.EqualFold(key.Algorithm, "RC4") && !strings.EqualFold(key.Algorithm, "ARCFOUR") {
			return invalidKey("Not an ARCFOUR key: %s", key.Algorithm)
		}
		if n := len(key.Data); n < 5 || n > 128 {
			return invalidKey("Key length must be between 40 and 1024 bit")
		}
		stream, err := rc4.NewCipher(key.Data)
		t.stream = stream
		return err
	}
	if err := t.useKey(key); err != nil {
		return err
	}
	size := t.block.BlockSize()
	switch {
	case t.mode == "ECB" && spec != nil:
		return invalidParameters("ECB mode cannot use IV")
	case t.mode == "ECB":
		return nil
	case spec == nil && decrypt:
		return invalidKey("Parameters missing")
	case t.mode == "GCM":
		return t.beginGCM(spec)
	case spec == nil:
		spec = &components.CipherParameters{Vector: make([]byte, size)}
		rand.Read(spec.Vector)
	case spec.Tag != 0:
		return invalidParameters("Wrong parameter type: IV expected")
	case len(spec.Vector) != size:
		return invalidParameters(fmt.Sprintf("Wrong IV length: must be %d bytes long", size))
	}
	t.vector = spec.Vector
	switch t.mode {
	case "CTR":
		t.stream = cipher.NewCTR(t.block, t.vector)
	case "OFB":
		t.stream = cipher.NewOFB(t.block, t.vector) //nolint:staticcheck // what the other end may want
	case "CFB", "CFB8":
		t.stream = newFeedback(t.block, t.vector, t.mode == "CFB8", decrypt)
	}
	return nil
}

func (t *transformation) useKey(key *components.SecretKey) (err error) {
	a := algorithms[t.algorithm]
	fits := false
	for _, name := range a.names {
		fits = fits || strings.EqualFold(name, key.Algorithm)
	}
	if !fits {
		return invalidKey("Wrong algorithm: %s required", strings.Join(a.names, " or "))
	}
	for _, n := range a.lengths {
		if len(key.Data) == n {
			t.block, err = a.make(key.Data)
			return err
		}
	}
	if t.algorithm == "AES" {
		return invalidKey("Invalid AES key length: %d bytes", len(key.Data))
	}
	return invalidKey("Wrong key size")
}

func (t *transformation) beginGCM(spec *components.CipherParameters) (err error) {
	if spec == nil {
		spec = &components.CipherParameters{Vector: make([]byte, 12), Tag: 16}
		rand.Read(spec.Vector)
	}
	if spec.Tag == 0 {
		return invalidParameters("AlgorithmParameterSpec not of GCMParameterSpec")
	}
	t.vector = spec.Vector
	if len(t.vector) == 12 {
		t.aead, err = cipher.NewGCMWithTagSize(t.block, spec.Tag)
	} else if spec.Tag == 16 && len(t.vector) > 0 {
		t.aead, err = cipher.NewGCMWithNonceSize(t.block, len(t.vector))
	} else {
		err = invalidParameters("a vector of other than 12 bytes needs a tag of 128 bits")
	}
	return err
}

// encrypt pads and encrypts. Without padding what is left behind the last whole block is dropped, as Camel drops it.
func (t *transformation) encrypt(data []byte) []byte {
	if t.aead != nil {
		return t.aead.Seal(nil, t.vector, data, nil)
	}
	data = bytes.Clone(data)
	if t.padding != "NOPADDING" && t.block != nil {
		n := t.block.BlockSize() - len(data)%t.block.BlockSize()
		pad := bytes.Repeat([]byte{byte(n)}, n)
		if t.padding == "ISO10126PADDING" {
			rand.Read(pad[:n-1])
		}
		data = append(data, pad...)
	}
	if t.stream != nil {
		t.stream.XORKeyStream(data, data)
		return data
	}
	size := t.block.BlockSize()
	data = data[:len(data)/size*size]
	if t.mode == "CBC" {
		cipher.NewCBCEncrypter(t.block, t.vector).CryptBlocks(data, data)
		return data
	}
	for at := 0; at < len(data); at += size {
		t.block.Encrypt(data[at:], data[at:])
	}
	return data
}

func (t *transformation) decrypt(data []byte) ([]byte, error) {
	if t.aead != nil {
		plain, err := t.aead.Open(nil, t.vector, data, nil)
		if err != nil {
			return nil, components.NewException(components.IOException, "javax.crypto.AEADBadTagException: Tag mismatch")
		}
		return plain, nil
	}
	data = bytes.Clone(data)
	size := 1
	if t.block != nil {
		size = t.block.BlockSize()
	}
	switch {
	case t.stream != nil:
		t.stream.XORKeyStream(data, data)
	case len(data)%size != 0:
		return nil, components.NewException(components.IOException, fmt.Sprintf(
			"javax.crypto.IllegalBlockSizeException: Input length must be multiple of %d when decrypting with padded cipher", size))
	case t.mode == "CBC":
		cipher.NewCBCDecrypter(t.block, t.vector).CryptBlocks(data, data)
	default:
		for at := 0; at < len(data); at += size {
			t.block.Decrypt(data[at:], data[at:])
		}
	}
	if t.padding == "NOPADDING" || t.block == nil || len(data) == 0 {
		return data, nil
	}
	n := int(data[len(data)-1])
	bad := n == 0 || n > size || n > len(data)
	if !bad && t.padding == "PKCS5PADDING" {
		bad = !bytes.Equal(data[len(data)-n:], bytes.Repeat([]byte{byte(n)}, n))
	}
	if bad {
		return nil, components.NewException(components.IOException, "javax.crypto.BadPaddingException: Given final block not properly padded. "+
			"Such issues can arise if a bad key is used during decryption.")
	}
	return data[:len(data)-n], nil
}

// feedback is cipher feedback, by whole blocks or by bytes.
type feedback struct {
	block    cipher.Block
	register []byte
	out      []byte
	at       int
	bytewise bool
	decrypt  bool
}

func newFeedback(block cipher.Block, vector []byte, bytewise, decrypt bool) cipher.Stream {
	return &feedback{block: block, register: bytes.Clone(vector), out: make([]byte, block.BlockSize()), bytewise: bytewise, decrypt: decrypt}
}

// XORKeyStream encrypts or decrypts.
func (f *feedback) XORKeyStream(dst, src []byte) {
	for i, in := range src {
		if f.at == 0 {
			f.block.Encrypt(f.out, f.register)
		}
		out := in ^ f.out[f.at]
		dst[i] = out
		if f.decrypt {
			out = in
		}
		if f.bytewise {
			f.register = append(f.register[1:], out)
			continue
		}
		f.register[f.at] = out
		f.at = (f.at + 1) % len(f.out)
	}
}
