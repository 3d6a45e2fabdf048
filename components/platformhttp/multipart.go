package platformhttp

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
)

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
