package file

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// checksums are the algorithms of the option checksumFileAlgorithm, by their names without what is no letter or digit.
var checksums = map[string]func() hash.Hash{
	"MD5": md5.New, "SHA1": sha1.New, "SHA224": sha256.New224, "SHA256": sha256.New, "SHA384": sha512.New384,
	"SHA512": sha512.New, "SHA512224": sha512.New512_224, "SHA512256": sha512.New512_256,
	"SHA3224": func() hash.Hash { return sha3.New224() }, "SHA3256": func() hash.Hash { return sha3.New256() },
	"SHA3384": func() hash.Hash { return sha3.New384() }, "SHA3512": func() hash.Hash { return sha3.New512() },
}

func checksum(name string) (func() hash.Hash, bool) {
	algorithm, ok := checksums[strings.NewReplacer("-", "", "_", "", "/", "").Replace(strings.ToUpper(name))]
	return algorithm, ok
}

// writeChecksum tells the checksum of the file that was written, and writes it into a file beside.
func (p producer) writeChecksum(ex *components.Exchange, target string) error {
	f, err := os.Open(target)
	if err != nil {
		return failure("Cannot store file: "+target, err)
	}
	defer f.Close()
	algorithm, _ := checksum(p.Checksum)
	sum := algorithm()
	if _, err := io.Copy(sum, f); err != nil {
		return failure("Cannot store file: "+target, err)
	}
	text := hex.EncodeToString(sum.Sum(nil))
	ex.Headers.Set("CamelFileChecksum", text)
	if !p.ChecksumFile {
		return nil
	}
	return p.store(target+"."+p.Checksum, text)
}
