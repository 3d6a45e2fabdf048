// Package dataformat holds what marshal and unmarshal can write and read: one file each. A format's struct is its YAML
// shape.
package dataformat

import (
	"io"

	"github.com/dromedary-go/dromedary/components"
)

// Format writes values and reads them back. One is made for each step that names it; it is used by many exchanges at once.
type Format interface {
	// Marshal writes a body; it may set headers such as Content-Type.
	Marshal(ex *components.Exchange, body any) ([]byte, error)
	// Unmarshal reads a body.
	Unmarshal(ex *components.Exchange, data []byte) (any, error)
}

// TextFormat is a [Format] that reads text as it is.
type TextFormat interface {
	UnmarshalText(ex *components.Exchange, text string) (any, error)
}

// OpenerFormat is a [Format] that reads a body which need not fit into memory.
type OpenerFormat interface {
	UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error)
}

// StreamFormat is a [Format] whose work is done while somebody reads the outcome: of a body of any size no more than a piece is in
// memory. The bodies are a [components.Opener] or an io.Reader, and so are the outcomes.
type StreamFormat interface {
	MarshalStream(body any) (any, error)
	UnmarshalStream(body any) (any, error)
}

// Marshal writes a body in a format.
func Marshal(f Format, ex *components.Exchange, body any) (any, error) {
	if streaming, ok := f.(StreamFormat); ok && isStream(body) {
		return streaming.MarshalStream(body)
	}
	b, err := f.Marshal(ex, body)
	if err != nil {
		return nil, err
	}
	return components.StreamCache(b), nil
}

// Unmarshal reads a body in a format.
func Unmarshal(f Format, ex *components.Exchange, body any) (any, error) {
	if streaming, ok := f.(StreamFormat); ok && isStream(body) {
		return streaming.UnmarshalStream(body)
	}
	if opening, ok := f.(OpenerFormat); ok {
		if opener, ok := body.(components.Opener); ok {
			return opening.UnmarshalOpener(ex, opener)
		}
	}
	if text, ok := body.(string); ok {
		if asText, ok := f.(TextFormat); ok {
			return asText.UnmarshalText(ex, text)
		}
	}
	b, err := components.InputOf(ex, body)
	if err != nil {
		return nil, err
	}
	return f.Unmarshal(ex, b)
}

// isStream tells what is yet to be read.
func isStream(body any) bool {
	switch body.(type) {
	case components.StreamCache:
		return false
	case components.Opener, io.Reader:
		return true
	}
	return false
}

// Formats are the data formats by the key that names them in a route file: one line each.
var Formats = map[string]func() Format{
	"base64":         func() Format { return &Base64{} },
	"cbor":           func() Format { return &CBOR{} },
	"crypto":         func() Format { return &Crypto{} },
	"csv":            func() Format { return &CSV{} },
	"gzipDeflater":   func() Format { return &GzipDeflater{} },
	"jacksonXml":     func() Format { return &JacksonXML{} },
	"json":           func() Format { return &JSON{} },
	"tarFile":        func() Format { return &TarFile{} },
	"yaml":           func() Format { return &YAML{} },
	"univocityCsv":   func() Format { return &UnivocityCSV{} },
	"univocityFixed": func() Format { return &UnivocityFixed{} },
	"univocityTsv":   func() Format { return &UnivocityTSV{} },
	"zipDeflater":    func() Format { return &ZipDeflater{} },
	"zipFile":        func() Format { return &ZipFile{} },
}
