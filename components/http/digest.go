package http

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"net/http"
	"strings"
)

// digest answers a challenge of RFC 7616, qop=auth or none; "" where it asks for something else.
func (e *endpoint) digest(req *http.Request, challenge string) string {
	p := challengeParams(challenge)
	make := md5.New
	switch strings.ToUpper(p["algorithm"]) {
	case "", "MD5":
	case "SHA-256":
		make = sha256.New
	default:
		return ""
	}
	qop := ""
	for option := range strings.SplitSeq(p["qop"], ",") {
		if strings.TrimSpace(option) == "auth" {
			qop = "auth"
		}
	}
	if p["qop"] != "" && qop == "" || p["nonce"] == "" {
		return ""
	}
	uri, cnonce := req.URL.RequestURI(), rand.Text()
	who := digestOf(make, e.AuthUsername, p["realm"], e.AuthPassword)
	what := digestOf(make, req.Method, uri)
	answer := fmt.Sprintf(`Digest username=%q, realm=%q, nonce=%q, uri=%q`, e.AuthUsername, p["realm"], p["nonce"], uri)
	if qop == "" {
		answer += fmt.Sprintf(`, response="%s"`, digestOf(make, who, p["nonce"], what))
	} else {
		answer += fmt.Sprintf(`, qop=auth, nc=00000001, cnonce="%s", response="%s"`, cnonce, digestOf(make, who, p["nonce"], "00000001", cnonce, qop, what))
	}
	if p["algorithm"] != "" {
		answer += ", algorithm=" + p["algorithm"]
	}
	if p["opaque"] != "" {
		answer += fmt.Sprintf(", opaque=%q", p["opaque"])
	}
	return answer
}

func digestOf(make func() hash.Hash, parts ...string) string {
	h := make()
	h.Write([]byte(strings.Join(parts, ":")))
	return hex.EncodeToString(h.Sum(nil))
}

// challengeParams reads name=value and name="value", with commas between.
func challengeParams(challenge string) map[string]string {
	_, rest, _ := strings.Cut(challenge, " ")
	params := map[string]string{}
	for rest != "" {
		name, after, found := strings.Cut(rest, "=")
		if !found {
			break
		}
		name = strings.ToLower(strings.Trim(name, " ,\t"))
		var value string
		if quoted, ok := strings.CutPrefix(strings.TrimLeft(after, " "), `"`); ok {
			value, rest, _ = strings.Cut(quoted, `"`)
		} else {
			value, rest, _ = strings.Cut(after, ",")
		}
		params[name] = strings.TrimSpace(value)
	}
	return params
}
