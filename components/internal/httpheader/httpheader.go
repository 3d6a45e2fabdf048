// Package httpheader says which headers of a message travel over HTTP, as Camel's header filter does, and checks that they
// may be written.
package httpheader

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// hop are the headers that belong to one connection, or that whoever writes the message makes by himself.
var hop = []string{
	"cache-control", "connection", "content-length", "content-type", "date", "host", "pragma", "trailer", "transfer-encoding",
	"upgrade", "via", "warning",
}

// Stays tells whether a header of a message stays inside: the connection's own, and Camel's.
func Stays(name string) bool {
	if len(name) >= 5 && strings.EqualFold(name[:5], "camel") {
		return true
	}
	for _, h := range hop {
		if len(h) == len(name) && strings.EqualFold(h, name) {
			return true
		}
	}
	return false
}

// Values answers the texts of a header's value: each of a list, none of null.
func Values(value any) []string {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		texts := make([]string, 0, len(v))
		for _, e := range v {
			if e != nil {
				texts = append(texts, components.Text(e))
			}
		}
		return texts
	}
	return []string{components.Text(value)}
}

// Check tells what is wrong with a header: a name that is none, or a value with a line break, which would begin another
// header.
func Check(name, value string) error {
	for i := range len(name) {
		if c := name[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`()<>@,;:\"/[]?={}`, c) >= 0 {
			return components.NewException(components.IllegalArgumentException, fmt.Sprintf("a header name contains a prohibited character: %q", name))
		}
	}
	if name == "" {
		return components.NewException(components.IllegalArgumentException, "a header has no name")
	}
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return components.NewException(components.IllegalArgumentException, fmt.Sprintf("the value of header %s contains a prohibited character", name))
		}
	}
	return nil
}
