package http

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// unsafe are the characters of an address that Camel writes escaped where a user did not.
const unsafe = " \"<>#[]{}|\\^`\t\r\n"

// escape escapes what may not stand in an address; what is escaped already stays.
func escape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '%' && (i+2 >= len(text) || !isHex(text[i+1]) || !isHex(text[i+2])), c >= 0x80, c < 0x20, c == 0x7f, strings.IndexByte(unsafe, c) >= 0:
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)|0x100, 16)[1:]))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// parseAddress reads a web address as a user wrote it.
func parseAddress(text string) (*url.URL, error) {
	text, query, hasQuery := strings.Cut(text, "?")
	scheme, rest, _ := strings.Cut(text, "://")
	host, path, hasPath := strings.Cut(rest, "/")
	if hasPath {
		host += "/" + escape(path)
	}
	u, err := url.Parse(scheme + "://" + host)
	if err == nil && hasQuery {
		u.RawQuery = escape(query)
	}
	return u, err
}

// formatQuery writes parameters as Camel does: like a form's, those of a parameters map by their names.
func formatQuery(params []components.Param) string {
	if params[0].Offset < 0 {
		slices.SortStableFunc(params, func(a, b components.Param) int { return strings.Compare(a.Name, b.Name) })
	}
	parts := make([]string, len(params))
	for i, p := range params {
		value := p.Written
		if p.Offset < 0 {
			value = p.Value
		}
		if strings.HasPrefix(value, "RAW(") && strings.HasSuffix(value, ")") || strings.HasPrefix(value, "RAW{") && strings.HasSuffix(value, "}") {
			value = value[4 : len(value)-1]
		} else if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		parts[i] = formEscape(p.Name) + "=" + formEscape(value)
	}
	return strings.Join(parts, "&")
}

func formEscape(text string) string { // java.net.URLEncoder's rules
	return strings.NewReplacer("%2A", "*", "~", "%7E").Replace(url.QueryEscape(text))
}

// address answers where a message goes: the endpoint's address, with what the headers say for this one message.
func (e *endpoint) addressFor(ex *components.Exchange) (*url.URL, error) {
	override := func(name string) (string, bool) {
		v, ok := ex.Headers.Get(name)
		if !ok || v == nil {
			return "", false
		}
		return components.Text(v), true
	}
	base, fromRest := override("CamelRestHttpUri")
	if fromRest {
		ex.Headers.Remove("CamelRestHttpUri")
	}
	query, hasQuery := override("CamelRestHttpQuery")
	if hasQuery {
		ex.Headers.Remove("CamelRestHttpQuery")
	}
	path := ""
	if !e.SkipControlHeaders {
		if base == "" && !e.BridgeEndpoint {
			base, _ = override("CamelHttpUri")
		}
		path, _ = override("CamelHttpPath")
		for _, name := range []string{"CamelHttpRawQuery", "CamelHttpQuery"} {
			if !hasQuery {
				query, hasQuery = override(name)
			}
		}
	}
	if base == "" && path == "" && !hasQuery {
		return e.address, nil
	}
	u := *e.address
	if base != "" {
		given, err := parseAddress(base)
		if err != nil || given.Host == "" || given.Scheme != "http" && given.Scheme != "https" {
			return nil, components.NewException(components.IllegalArgumentException, "Invalid url: "+base+
				". If you are forwarding/bridging http endpoints, then enable the bridgeEndpoint option on the endpoint: "+e.uri)
		}
		u = *given
		if e.address.RawQuery != "" {
			u.RawQuery = e.address.RawQuery
		}
	}
	if len(path) > 1 {
		path = strings.TrimPrefix(path, "/")
	}
	if path != "" {
		joined, err := parseAddress("http://host" + strings.TrimSuffix(u.EscapedPath(), "/") + "/" + strings.TrimPrefix(path, "/"))
		if err != nil {
			return nil, components.NewException("java.net.URISyntaxException", err.Error())
		}
		u.Path, u.RawPath = joined.Path, joined.RawPath
		if joined.RawQuery != "" && u.RawQuery == "" {
			u.RawQuery = joined.RawQuery
		}
	}
	if hasQuery {
		u.RawQuery = escape(query)
	}
	return &u, nil
}
