package twitter

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const (
	searchPath = "/2/tweets/search/recent"
	userAgent  = "dromedary (+https://github.com/dromedary-go/dromedary)"
	// maxAnswer is the most that is read of an answer; 100 posts with everything are below 1 MiB.
	maxAnswer = 8 << 20
)

// client asks the API. What it reports never holds the token.
type client struct {
	http    http.Client
	base    string
	token   string
	timeout time.Duration
	now     func() time.Time
}

func newClient(e *endpoint, transport http.RoundTripper, now func() time.Time) *client {
	c := &client{base: e.base, token: e.token, timeout: e.Timeout, now: now}
	if e.feed != nil {
		c.base = "http://demo"
	}
	c.http.Transport = transport
	// A redirect is an answer like others: following it would take the token elsewhere.
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c
}

// limits are what an answer says of the rate limit.
type limits struct {
	known     bool
	remaining int
	reset     time.Time
}

// search asks for one page of posts.
func (c *client) search(ctx context.Context, params url.Values) (*page, limits, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+searchPath+"?"+params.Encode(), nil)
	if err != nil {
		return nil, limits{}, err
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", userAgent)
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, limits{}, c.unreachable(err)
	}
	defer resp.Body.Close()
	rate := readLimits(resp.Header)
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	switch {
	case resp.StatusCode != http.StatusOK:
		return nil, rate, c.refused(resp, body, rate) // what could be read of the body is enough
	case err != nil:
		return nil, rate, c.unreachable(err)
	case len(body) > maxAnswer:
		return nil, rate, fmt.Errorf("the answer of %s has more than %d MiB", r.URL.Host, maxAnswer>>20)
	}
	if kind := resp.Header.Get("Content-Type"); !isJSON(kind) {
		return nil, rate, fmt.Errorf("%s answered %q instead of JSON", r.URL.Host, c.clean(kind))
	}
	v, err := components.DecodeJSON(body)
	if err != nil {
		return nil, rate, fmt.Errorf("the answer of %s is broken: %w", r.URL.Host, err)
	}
	p, err := readPage(v)
	if err != nil {
		return nil, rate, fmt.Errorf("the answer of %s is not as expected: %w", r.URL.Host, err)
	}
	return p, rate, nil
}

// unreachable leaves the URL out of an error of the HTTP client.
func (c *client) unreachable(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	host := strings.TrimPrefix(strings.TrimPrefix(c.base, "https://"), "http://")
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s did not answer within %s: %w", host, c.timeout, components.ErrConnection)
	}
	return fmt.Errorf("%s cannot be reached: %w: %w", host, components.ErrConnection, err)
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

func readLimits(h http.Header) limits {
	remaining, err := strconv.Atoi(h.Get("x-rate-limit-remaining"))
	reset, err2 := strconv.ParseInt(h.Get("x-rate-limit-reset"), 10, 64)
	if err != nil || err2 != nil {
		return limits{}
	}
	return limits{true, remaining, time.Unix(reset, 0)}
}

// clean makes text of the other side fit for a message: one short line, without the token.
func (c *client) clean(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
	if c.token != "" {
		text = strings.ReplaceAll(text, c.token, "xxxxxx")
	}
	if runes := []rune(text); len(runes) > 300 {
		text = string(runes[:300]) + "..."
	}
	return text
}
