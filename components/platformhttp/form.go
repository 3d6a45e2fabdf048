package platformhttp

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"mime/multipart"
	"slices"
	"unicode/utf16"

	"github.com/dromedary-go/dromedary/components"
)

// form makes headers and a map of a form's fields.
func (h *handler) form(ex *components.Exchange, fields func(yield func(name, value string) bool)) {
	fill := components.NewExchange(ex, nil) // its headers collect the fields as the message's do
	for name, value := range fields {
		take(ex, name, value)
		take(fill, name, value)
	}
	if h.PopulateBodyWithForm && fill.Headers.Len() > 0 {
		ex.Body = hashed(&fill.Headers)
	}
}

// hashed makes a map in the order of Java's HashMap, which Camel puts a form into: people see it in logs.
func hashed(fields *components.Headers) *components.Map {
	type field struct {
		bucket uint32
		name   string
		value  any
	}
	size := uint32(16)
	for uint32(fields.Len()) > size/4*3 {
		size *= 2
	}
	var list []field
	for name, value := range fields.All() {
		var hash uint32
		for _, unit := range utf16.Encode([]rune(name)) {
			hash = hash*31 + uint32(unit)
		}
		list = append(list, field{(hash ^ hash>>16) & (size - 1), name, value})
	}
	slices.SortStableFunc(list, func(a, b field) int { return cmp.Compare(a.bucket, b.bucket) })
	m := &components.Map{}
	for _, f := range list {
		m.Set(f.name, f.value)
	}
	return m
}

// multipartFields answers the fields of a form and the number of files beside them.
func multipartFields(content []byte, boundary string) (fields func(yield func(name, value string) bool), files int, err error) {
	type field struct{ name, value string }
	var list []field
	parts := multipart.NewReader(bytes.NewReader(content), boundary)
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, 0, err
		}
		if p.FileName() != "" {
			files++
			continue
		}
		value, err := io.ReadAll(p) // bounded: the whole content is
		if err != nil {
			return nil, 0, err
		}
		list = append(list, field{p.FormName(), string(value)})
	}
	return func(yield func(name, value string) bool) {
		for _, f := range list {
			if !yield(f.name, f.value) {
				return
			}
		}
	}, files, nil
}
