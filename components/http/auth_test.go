package http

import (
	"crypto/md5"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestBasicAndBearer(t *testing.T) {
	requests := 0
	uri := server(t, func(w http.ResponseWriter, r *http.Request) {
		requests++
		if r.Header.Get("Authorization") == "" {
			w.Header().Add("WWW-Authenticate", `Basic realm="x"`)
			w.Header().Add("WWW-Authenticate", "Bearer")
			w.WriteHeader(401)
			return
		}
		body, _ := io.ReadAll(r.Body)
		_, _ = io.WriteString(w, r.Header.Get("Authorization")+string(body))
	})
	for _, row := range []struct {
		options, want string
		requests      int
	}{
		{"?authMethod=Basic&authUsername=u&authPassword=p", "Basic dTpwtext", 2},
		{"?authUsername=u&authPassword=p&authenticationPreemptive=true", "Basic dTpwtext", 1},
		{"?authMethod=Bearer&authBearerToken=t", "Bearer ttext", 2},
		{"?throwExceptionOnFailure=false", "", 1},
	} {
		requests = 0
		ex, err := call(t, uri+row.options, func(ex *components.Exchange) { ex.Body = "text" })
		if err != nil || components.Text(ex.Body) != row.want || requests != row.requests {
			t.Errorf("%s: got %q, %v, %d requests", row.options, ex.Body, err, requests)
		}
	}
	_, err := call(t, uri+"?authUsername=u&authPassword=p", func(ex *components.Exchange) { ex.Body = io.MultiReader(strings.NewReader("x")) })
	if err == nil || !strings.Contains(err.Error(), "cannot be sent again") {
		t.Errorf("a stream: got %v", err)
	}
}

func TestDigest(t *testing.T) {
	sum := func(text string) string { return fmt.Sprintf("%x", md5.Sum([]byte(text))) }
	uri := server(t, func(w http.ResponseWriter, r *http.Request) {
		p := challengeParams(r.Header.Get("Authorization"))
		want := sum(sum("u:the realm:p") + ":n:" + p["nc"] + ":" + p["cnonce"] + ":auth:" + sum("GET:"+r.URL.RequestURI()))
		if p["response"] == want && p["opaque"] == "o" {
			_, _ = io.WriteString(w, "welcome")
			return
		}
		w.Header().Set("WWW-Authenticate", `Digest realm="the realm", qop="auth,auth-int", nonce="n", opaque="o"`)
		w.WriteHeader(401)
	})
	ex, err := call(t, uri+"/x?authMethod=Digest&authUsername=u&authPassword=p", nil)
	if err != nil || components.Text(ex.Body) != "welcome" {
		t.Errorf("got %q, %v", ex.Body, err)
	}
	if _, err := call(t, uri+"/x?authMethod=Digest&authUsername=u&authPassword=wrong", nil); components.Class(err) != OperationFailed {
		t.Errorf("got %v", err)
	}
}

func TestOAuth(t *testing.T) {
	fetched, answer := 0, `{"access_token":"tok","expires_in":60}`
	tokens := server(t, func(w http.ResponseWriter, r *http.Request) {
		fetched++
		id, secret, _ := r.BasicAuth()
		if id+secret == "" {
			id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
		}
		if id != "me" || secret != "s3" || r.FormValue("grant_type") != "client_credentials" {
			w.WriteHeader(400)
			return
		}
		_, _ = io.WriteString(w, answer)
	})
	uri := server(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Header.Get("Authorization")) })
	options := "?oauth2ClientId=me&oauth2ClientSecret=s3&oauth2TokenEndpoint=" + tokens
	now := time.Now()
	ctx := &components.Context{Clock: func() time.Time { return now }}
	get := func(more string) (string, error) {
		ex, err := callIn(t, ctx, uri+options+more, nil)
		return components.Text(ex.Body), err
	}
	for _, row := range []struct {
		options string
		later   time.Duration
		fetched int
	}{
		{"", 0, 1}, {"", 0, 2}, {"&oauth2BodyAuthentication=true", 0, 3},
		{"&oauth2CacheTokens=true", 0, 4}, {"&oauth2CacheTokens=true", 50 * time.Second, 4}, {"&oauth2CacheTokens=true", 6 * time.Second, 5},
	} {
		now = now.Add(row.later)
		if got, err := get(row.options); err != nil || got != "Bearer tok" || fetched != row.fetched {
			t.Errorf("%s: got %q, %v, fetched %d", row.options, got, err, fetched)
		}
	}
	answer = "{}"
	if _, err := get(""); err == nil || !strings.Contains(err.Error(), "answered no token") {
		t.Errorf("got %v", err)
	}
	if _, err := callIn(t, ctx, uri+strings.Replace(options, "s3", "wrong", 1), nil); components.Class(err) != OperationFailed {
		t.Errorf("got %v", err)
	}
}
