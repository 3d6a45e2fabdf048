package dataformat

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"

	"github.com/dromedary-go/dromedary/components"
)

// maxInflated bounds what a compressed body may become, in bytes: a small body must not fill the memory.
const maxInflated = 1 << 30

// GzipDeflater is Camel's gzipDeflater data format.
// See https://camel.apache.org/components/4.18.x/dataformats/gzipDeflater-dataformat.html
type GzipDeflater struct {
	ID string `yaml:"id"`
}

// Marshal compresses the body.
func (f *GzipDeflater) Marshal(_ *components.Exchange, body any) ([]byte, error) {
	var b bytes.Buffer
	return deflated(&b, gzip.NewWriter(&b), body)
}

// Unmarshal inflates the body.
func (f *GzipDeflater) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	r, err := gunzip(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return inflated(r)
}

// UnmarshalOpener inflates a file: what is large is inflated while it is read.
func (f *GzipDeflater) UnmarshalOpener(_ *components.Exchange, body components.Opener) (any, error) {
	return unpack(body, gunzip)
}

func gunzip(r io.Reader) (io.Reader, error) {
	unpacked, err := gzip.NewReader(r)
	if err != nil {
		return nil, components.NewException(components.IOException, "Input is not in the .gz format.")
	}
	return unpacked, nil
}

// ZipDeflater is Camel's zipDeflater data format: zlib, with a compression level.
// See https://camel.apache.org/components/4.18.x/dataformats/zipDeflater-dataformat.html
type ZipDeflater struct {
	ID               string `yaml:"id"`
	CompressionLevel *int   `yaml:"compressionLevel"`
}

// Marshal compresses the body.
func (f *ZipDeflater) Marshal(_ *components.Exchange, body any) ([]byte, error) {
	level := zlib.DefaultCompression
	if f.CompressionLevel != nil {
		level = *f.CompressionLevel
	}
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, level)
	if err != nil {
		return nil, components.NewException(components.IllegalArgumentException, err.Error())
	}
	return deflated(&b, w, body)
}

// Unmarshal inflates the body.
func (f *ZipDeflater) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	r, err := unzip(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return inflated(r)
}

// UnmarshalOpener inflates a file: what is large is inflated while it is read.
func (f *ZipDeflater) UnmarshalOpener(_ *components.Exchange, body components.Opener) (any, error) {
	return unpack(body, unzip)
}

func unzip(r io.Reader) (io.Reader, error) {
	unpacked, err := zlib.NewReader(r)
	if err != nil {
		return nil, components.NewException("java.util.zip.ZipException", "incorrect header check")
	}
	return unpacked, nil
}

func deflated(b *bytes.Buffer, w io.WriteCloser, body any) ([]byte, error) {
	data, err := components.Input(body)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func inflated(r io.Reader) (any, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxInflated+1))
	switch {
	case err != nil:
		return nil, components.NewException("java.util.zip.ZipException", err.Error())
	case len(data) > maxInflated:
		return nil, components.NewException(components.IOException, "the body inflates to more than 1 GiB")
	}
	return data, nil
}
