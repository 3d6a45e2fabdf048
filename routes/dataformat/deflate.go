package dataformat

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// Classes of Java's exceptions about packed data.
const (
	javaEOF      = "java.io.EOFException"
	zipException = "java.util.zip.ZipException"
)

// GzipDeflater is Camel's gzipDeflater data format.
// See https://camel.apache.org/components/4.18.x/dataformats/gzipDeflater-dataformat.html
type GzipDeflater struct {
	ID string `yaml:"id"`
}

// Marshal compresses the body.
func (*GzipDeflater) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	return packed(ex, body, gzipped)
}

// MarshalStream compresses while it is read.
func (*GzipDeflater) MarshalStream(body any) (any, error) { return onDemand(body, gzipped) }

// Unmarshal inflates the body.
func (*GzipDeflater) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	return onDemand(components.StreamCache(data), gunzipped)
}

// UnmarshalStream inflates while it is read.
func (*GzipDeflater) UnmarshalStream(body any) (any, error) { return onDemand(body, gunzipped) }

// gzipWriters are used again: one is large.
var gzipWriters = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func gzipped(r io.Reader) (io.Reader, error) {
	buf := &bytes.Buffer{}
	w := gzipWriters.Get().(*gzip.Writer)
	w.Reset(buf)
	return &written{in: r, out: pooled{w, func() { gzipWriters.Put(w) }}, buf: buf}, nil
}

// pooled gives a writer back when it is closed.
type pooled struct {
	io.WriteCloser
	back func()
}

func (p pooled) Close() error {
	defer p.back()
	return p.WriteCloser.Close()
}

func gunzipped(r io.Reader) (io.Reader, error) {
	packed := bufio.NewReader(r)
	if !isGzip(packed) {
		return nil, components.NewException(components.IOException, "Input is not in the .gz format.")
	}
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, gunzipError(err)
	}
	unpacked.Multistream(false)
	return failingAs{&gzipMembers{unpacked, packed}, gunzipError}, nil
}

func isGzip(r *bufio.Reader) bool {
	magic, _ := r.Peek(2)
	return string(magic) == "\x1f\x8b"
}

// gzipMembers are the parts of a gzip file, one behind the other.
type gzipMembers struct {
	*gzip.Reader
	packed *bufio.Reader
}

func (m *gzipMembers) Read(b []byte) (int, error) {
	n, err := m.Reader.Read(b)
	if err != io.EOF {
		return n, err
	}
	if _, err := m.packed.Peek(1); err != nil {
		return n, err
	}
	if !isGzip(m.packed) {
		return n, gzip.ErrHeader
	}
	err = m.Reset(m.packed)
	m.Multistream(false)
	return n, err
}

func gunzipError(err error) error {
	message := "Gzip-compressed data is corrupt."
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return components.NewException(javaEOF, "")
	case errors.Is(err, gzip.ErrChecksum):
		message = "Gzip-compressed data is corrupt (CRC32 error)."
	case errors.Is(err, gzip.ErrHeader):
		message = "Unexpected data after a valid .gz stream."
	}
	return components.NewException(components.IOException, message)
}

// ZipDeflater is Camel's zipDeflater data format: zlib, with a compression level.
// See https://camel.apache.org/components/4.18.x/dataformats/zipDeflater-dataformat.html
type ZipDeflater struct {
	ID               string `yaml:"id"`
	CompressionLevel *int   `yaml:"compressionLevel"`
}

// Marshal compresses the body.
func (f *ZipDeflater) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	return packed(ex, body, f.zipped)
}

// MarshalStream compresses while it is read.
func (f *ZipDeflater) MarshalStream(body any) (any, error) { return onDemand(body, f.zipped) }

// Unmarshal inflates the body.
func (*ZipDeflater) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	return onDemand(components.StreamCache(data), unzipped)
}

// UnmarshalStream inflates while it is read.
func (*ZipDeflater) UnmarshalStream(body any) (any, error) { return onDemand(body, unzipped) }

func (f *ZipDeflater) zipped(r io.Reader) (io.Reader, error) {
	level := zlib.DefaultCompression
	if f.CompressionLevel != nil {
		level = *f.CompressionLevel
	}
	if level < zlib.DefaultCompression || level > zlib.BestCompression {
		return nil, components.NewException(components.IllegalArgumentException, "invalid compression level")
	}
	buf := &bytes.Buffer{}
	w, err := zlib.NewWriterLevel(buf, level)
	return &written{in: r, out: w, buf: buf}, err
}

func unzipped(r io.Reader) (io.Reader, error) {
	unpacked, err := zlib.NewReader(bufio.NewReader(r))
	if err != nil {
		return nil, unzipError(err)
	}
	return failingAs{unpacked, unzipError}, nil
}

func unzipError(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return components.NewException(javaEOF, "Unexpected end of ZLIB input stream")
	case errors.Is(err, zlib.ErrHeader):
		return components.NewException(zipException, "incorrect header check")
	case errors.Is(err, zlib.ErrChecksum):
		return components.NewException(zipException, "incorrect data check")
	}
	return components.NewException(zipException, "invalid block type")
}

// packed changes a body that is at hand.
func packed(ex *components.Exchange, body any, to change) ([]byte, error) {
	data, err := components.InputOf(ex, body)
	if err != nil {
		return nil, err
	}
	return atOnce(data, to)
}
