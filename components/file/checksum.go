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

	"github.com/dromedary-go/dromedary/components"
)

// checksums are the algorithms of the option checksumFileAlgorithm.
var checksums = map[string]func() hash.Hash{
	"MD5": md5.New, "SHA_1": sha1.New, "SHA_224": sha256.New224, "SHA_256": sha256.New, "SHA_384": sha512.New384,
	"SHA_512": sha512.New, "SHA_512_224": sha512.New512_224, "SHA_512_256": sha512.New512_256,
	"SHA3_224": func() hash.Hash { return sha3.New224() }, "SHA3_256": func() hash.Hash { return sha3.New256() },
	"SHA3_384": func() hash.Hash { return sha3.New384() }, "SHA3_512": func() hash.Hash { return sha3.New512() },
}

// writeChecksum tells the checksum of the file that was written, and writes it into a file beside.
func (p producer) writeChecksum(ex *components.Exchange, target string) error {
	f, err := os.Open(target)
	if err != nil {
		return failure("Cannot store file: "+target, err)
	}
	defer f.Close()
	sum := checksums[p.Checksum]()
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
