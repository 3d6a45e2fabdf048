package dataformat

import (
	"github.com/dromedary-go/dromedary/components"
)

// CBOR is Camel's cbor data format: JSON's values in the binary form of RFC 8949, as Jackson reads and writes it.
// See https://camel.apache.org/components/4.18.x/dataformats/cbor-dataformat.html
type CBOR struct {
	ID                     string `yaml:"id"`
	ObjectMapper           string `yaml:"objectMapper"`
	UseDefaultObjectMapper *bool  `yaml:"useDefaultObjectMapper"`
	UnmarshalType          string `yaml:"unmarshalType"`
	CollectionType         string `yaml:"collectionType"`
	UseList                bool   `yaml:"useList"`
	AllowUnmarshallType    bool   `yaml:"allowUnmarshallType"`
	PrettyPrint            bool   `yaml:"prettyPrint"`
	AllowJmsType           bool   `yaml:"allowJmsType"`
	EnableFeatures         string `yaml:"enableFeatures"`
	DisableFeatures        string `yaml:"disableFeatures"`
}

func (f *CBOR) jackson() *Jackson {
	return &Jackson{UnmarshalType: f.UnmarshalType, CollectionType: f.CollectionType, UseList: f.UseList, EnableFeatures: f.EnableFeatures, DisableFeatures: f.DisableFeatures}
}

// Prepare reports options that cannot be met.
func (f *CBOR) Prepare(beans Beans) error {
	if _, err := beanOf[any](beans, f.ObjectMapper, "a com.fasterxml.jackson.databind.ObjectMapper"); err != nil {
		return err
	}
	return f.jackson().Prepare(beans)
}

// Marshal writes the body.
func (f *CBOR) Marshal(_ *components.Exchange, body any) ([]byte, error) {
	return writeCBOR(nil, body, 0)
}

// Unmarshal reads the first value.
func (f *CBOR) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	r := &cborReader{data: data}
	v, err := r.value(0)
	if err != nil {
		return nil, err
	}
	return f.jackson().typed(v, f.UnmarshalType, components.Text(v))
}

// The major types of CBOR, in the upper three bits of a value's first byte.
const (
	cborWhole = iota << 5
	cborNegative
	cborBytes
	cborText
	cborList
	cborMap
	cborTag
	cborOther
)

// What else the first byte may be.
const (
	cborIndefinite = 31 // in the lower bits: up to the break
	cborBreak      = 0xFF
	cborFalse      = 0xF4
	cborTrue       = 0xF5
	cborNull       = 0xF6
	cborUndefined  = 0xF7
	cborHalf       = 0xF9
	cborFloat      = 0xFA
	cborDouble     = 0xFB

	tagBig, tagNegativeBig = 2, 3
)

const maxCBORDepth = 1000 // as for JSON

func cborProblem(what string) error {
	return components.NewException("com.fasterxml.jackson.core.JsonParseException", "not readable as CBOR: "+what)
}
