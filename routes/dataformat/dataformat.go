// Package dataformat holds what marshal and unmarshal can write and read: one file each. A format's struct is its YAML
// shape.
package dataformat

import "github.com/dromedary-go/dromedary/components"

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

// Formats are the data formats by the key that names them in a route file: one line each.
var Formats = map[string]func() Format{
	"base64":       func() Format { return &Base64{} },
	"csv":          func() Format { return &CSV{} },
	"gzipDeflater": func() Format { return &GzipDeflater{} },
	"json":         func() Format { return &JSON{} },
	"yaml":         func() Format { return &YAML{} },
	"zipDeflater":  func() Format { return &ZipDeflater{} },
}
