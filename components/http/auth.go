package http

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// authentication says who we are.
type authentication struct {
	AuthMethod               string `camel:"authMethod" enum:"Basic,Bearer,Digest" doc:"How the server learns who we are. Without it, and with authUsername, Basic."`
	AuthUsername             string `camel:"authUsername" doc:"User name for Basic and Digest."`
	AuthPassword             string `camel:"authPassword,secret" doc:"Password for Basic and Digest."`
	AuthBearerToken          string `camel:"authBearerToken,secret" doc:"Token for Bearer."`
	AuthenticationPreemptive bool   `camel:"authenticationPreemptive" default:"false" doc:"Whether Basic and Bearer are sent at once; else only where the server asks, with 401."`

	OAuth2ClientID                            string `camel:"oauth2ClientId" doc:"Client id for OAuth 2 client credentials. A token is fetched and sent with every request."`
	OAuth2ClientSecret                        string `camel:"oauth2ClientSecret,secret" doc:"Client secret for OAuth 2."`
	OAuth2TokenEndpoint                       string `camel:"oauth2TokenEndpoint" doc:"Address where the token is fetched."`
	OAuth2Scope                               string `camel:"oauth2Scope" doc:"Scope that the token is asked for."`
	OAuth2ResourceIndicator                   string `camel:"oauth2ResourceIndicator" doc:"Resource that the token is asked for."`
	OAuth2BodyAuthentication                  bool   `camel:"oauth2BodyAuthentication" default:"false" doc:"Whether id and secret are sent in the body of the token request instead of by Basic."`
	OAuth2CacheTokens                         bool   `camel:"oauth2CacheTokens" default:"false" doc:"Whether a token is used until it expires; else each request fetches one."`
	OAuth2CachedTokensDefaultExpirySeconds    int    `camel:"oauth2CachedTokensDefaultExpirySeconds" default:"3600" doc:"Seconds that a token is used which does not say how long it holds."`
	OAuth2CachedTokensExpirationMarginSeconds int    `camel:"oauth2CachedTokensExpirationMarginSeconds" default:"5" doc:"Seconds before its end when a token is used no more."`
}

func (a *authentication) check() error {
	switch {
	case a.AuthMethod == "Bearer" && a.AuthBearerToken == "":
		return mistake("authMethod", "authMethod=Bearer needs a token", "add authBearerToken")
	case (a.AuthMethod == "Basic" || a.AuthMethod == "Digest") && a.AuthUsername == "":
		return mistake("authMethod", "authMethod="+a.AuthMethod+" needs a user name", "add authUsername and authPassword")
	case a.OAuth2ClientID != "" && (a.OAuth2ClientSecret == "" || a.OAuth2TokenEndpoint == ""):
		return mistake("oauth2ClientId", "OAuth 2 needs the client's secret and the address of the tokens", "add oauth2ClientSecret and oauth2TokenEndpoint")
	}
	return nil
}

// credentials is the Authorization of a request that may be sent unasked, or where the server asks for the scheme.
func (a *authentication) credentials() string {
	switch {
	case a.AuthBearerToken != "" && (a.AuthMethod == "" || a.AuthMethod == "Bearer"):
		return "Bearer " + a.AuthBearerToken
	case a.AuthUsername != "" && (a.AuthMethod == "" || a.AuthMethod == "Basic"):
		r := http.Request{Header: http.Header{}}
		r.SetBasicAuth(a.AuthUsername, a.AuthPassword)
		return r.Header.Get("Authorization")
	}
	return ""
}

// authenticated sends a request: with a token of OAuth 2, with credentials at once, or again with them after a 401.
func (e *endpoint) authenticated(req *http.Request) (*http.Response, error) {
	if e.OAuth2ClientID != "" {
		token, err := e.tokens.token(req.Context())
		if err != nil {
			return nil, err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		return e.client.transport.RoundTrip(req)
	}
	credentials := e.credentials()
	if credentials != "" && e.AuthenticationPreemptive {
		req.Header.Set("Authorization", credentials)
	}
	resp, err := e.client.transport.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || e.AuthenticationPreemptive {
		return resp, err
	}
	answer := ""
	for _, challenge := range resp.Header.Values("WWW-Authenticate") {
		scheme, _, _ := strings.Cut(challenge, " ")
		if own, _, _ := strings.Cut(credentials, " "); own != "" && strings.EqualFold(scheme, own) {
			answer = credentials
		} else if e.AuthMethod == "Digest" && strings.EqualFold(scheme, "Digest") {
			answer = e.digest(req, challenge)
		}
	}
	if answer == "" {
		return resp, nil
	}
	_ = resp.Body.Close() // the challenge is all that counts
	again := req.Clone(req.Context())
	if req.Body != nil && req.Body != http.NoBody {
		if req.GetBody == nil {
			return nil, errNotRepeatable
		}
		if again.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	again.Header.Set("Authorization", answer)
	return e.client.transport.RoundTrip(again)
}

// tokens fetches tokens of OAuth 2 and keeps the last.
type tokens struct {
	authentication
	client *client
	now    func() time.Time

	mu      sync.Mutex
	current string
	until   time.Time
}

type tokensKey struct{ authentication }

func sharedTokens(ctx *components.Context, a authentication, c *client) *tokens {
	return components.Shared(ctx, tokensKey{a}, func() *tokens { return &tokens{authentication: a, client: c, now: ctx.Now} })
}

func (t *tokens) token(ctx context.Context) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.OAuth2CacheTokens && t.current != "" && t.now().Before(t.until) {
		return t.current, nil
	}
	token, seconds, err := t.fetch(ctx)
	if err != nil {
		return "", err
	}
	if seconds <= 0 {
		seconds = t.OAuth2CachedTokensDefaultExpirySeconds
	}
	t.current, t.until = token, t.now().Add(time.Duration(seconds-t.OAuth2CachedTokensExpirationMarginSeconds)*time.Second)
	return token, nil
}

const maxToken = 1 << 20

func (t *tokens) fetch(ctx context.Context) (token string, seconds int, err error) {
	form := url.Values{"grant_type": {"client_credentials"}}
	if t.OAuth2Scope != "" {
		form.Set("scope", t.OAuth2Scope)
	}
	if t.OAuth2ResourceIndicator != "" {
		form.Set("resource", t.OAuth2ResourceIndicator)
	}
	if t.OAuth2BodyAuthentication {
		form.Set("client_id", t.OAuth2ClientID)
		form.Set("client_secret", t.OAuth2ClientSecret)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, t.OAuth2TokenEndpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return "", 0, components.NewException(components.IllegalArgumentException, err.Error())
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if !t.OAuth2BodyAuthentication {
		req.SetBasicAuth(t.OAuth2ClientID, t.OAuth2ClientSecret)
	}
	resp, err := t.client.transport.RoundTrip(req)
	if err != nil {
		return "", 0, failure(req.URL, err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(io.LimitReader(resp.Body, maxToken))
	if err != nil {
		return "", 0, failure(req.URL, err)
	}
	if resp.StatusCode != http.StatusOK {
		return "", 0, failed(req.URL, resp, content)
	}
	var answer struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int    `json:"expires_in"`
	}
	if err := json.Unmarshal(content, &answer); err != nil || answer.AccessToken == "" {
		return "", 0, components.NewException(components.IOException, fmt.Sprintf("%s answered no token", req.URL.Redacted()))
	}
	return answer.AccessToken, answer.ExpiresIn, nil
}
