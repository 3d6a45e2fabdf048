package components

import "io"

// KeptReader keeps what was read through it until that is forgotten: a decoder of XML does not tell how what it read was written.
// Places are offsets into the whole, as [encoding/xml.Decoder.InputOffset] counts them.
type KeptReader struct {
	r     io.Reader
	begin int64 // offset of the first byte that is kept
	kept  []byte
}

// NewKeptReader reads from r, whose first byte has the offset begin.
func NewKeptReader(r io.Reader, begin int64) *KeptReader { return &KeptReader{r: r, begin: begin} }

func (k *KeptReader) Read(b []byte) (int, error) {
	n, err := k.r.Read(b)
	k.kept = append(k.kept, b[:n]...)
	return n, err
}

// Forget drops what is before an offset.
func (k *KeptReader) Forget(offset int64) {
	n := min(max(offset-k.begin, 0), int64(len(k.kept)))
	k.kept = k.kept[n:]
	k.begin += n
}

// Kept is all that was not forgotten; it holds until the next Read.
func (k *KeptReader) Kept() []byte { return k.kept }

// Between is what is kept from one offset to another.
func (k *KeptReader) Between(from, to int64) string {
	return string(k.kept[max(from-k.begin, 0):min(max(to-k.begin, 0), int64(len(k.kept)))])
}
