package nettyhttp

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// passed are the options that the component http has, too, by its names.
var passed = map[string]string{
	"bridgeEndpoint": "bridgeEndpoint", "connectTimeout": "connectTimeout", "okStatusCodeRange": "okStatusCodeRange",
	"preserveHostHeader": "preserveHostHeader", "requestTimeout": "responseTimeout", "throwExceptionOnFailure": "throwExceptionOnFailure",
}

// Producer makes what calls the address.
func (e *target) Producer() (components.Producer, error) {
	made, err := e.other(e.address())
	if err != nil {
		return nil, err
	}
	other, ok := made.(components.Target)
	if !ok {
		return nil, fmt.Errorf("one cannot send to %s", made.URI())
	}
	return other.Producer()
}

// Secrets are the query, of which the URI may show only the names.
func (e *target) Secrets() string { return e.address() }

// address is the URI for the component http.
func (e *target) address() string {
	known, _ := components.Catalog(e.scheme)
	var query []string
	for _, p := range e.params {
		name := components.CamelCase(p.Name)
		if other, ok := passed[name]; ok {
			query = append(query, other+"=RAW("+p.Value+")")
		} else if !known.HasOption(name) {
			query = append(query, p.Name+"=RAW("+p.Value+")")
		}
	}
	address := e.protocol + "://" + e.host + e.path
	if len(query) > 0 {
		address += "?" + strings.Join(query, "&")
	}
	return address
}
