package twitter

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// fatal is a refusal that asking again does not change: the route stops.
type fatal struct{ msg string }

func (e *fatal) Error() string { return e.msg }

// limited is a refusal that ends by itself at a time.
type limited struct {
	msg   string
	until time.Time
}

func (e *limited) Error() string {
	return e.msg + "; polling goes on at " + e.until.UTC().Format("15:04:05 on 2006-01-02 UTC")
}

// invalid is a request that X does not accept: 400.
type invalid struct {
	params []string // the parameters that it names
	msg    string
}

func (e *invalid) Error() string { return e.msg }

// names tells whether the refusal is about a parameter.
func (e *invalid) names(param string) bool {
	for _, p := range e.params {
		if p == param {
			return true
		}
	}
	return strings.Contains(e.msg, "["+param+"]") || strings.Contains(e.msg, "'"+param+"'") || strings.Contains(e.msg, "`"+param+"`")
}

// usualWait is how long a rate limit holds where X does not say until when; its windows are this long.
const usualWait = 15 * time.Minute

// refused makes an error of an answer that is not 200, after
// https://docs.x.com/x-api/fundamentals/response-codes-and-errors.
func (c *client) refused(resp *http.Response, body []byte, rate limits) error {
	problem := &components.Map{}
	if v, err := components.DecodeJSON(body); err == nil {
		if m, ok := v.(*components.Map); ok {
			problem = m
		}
	}
	host := resp.Request.URL.Host
	detail := c.detail(problem)
	with := func(text string) string {
		if detail == "" {
			return text
		}
		return text + ": " + detail
	}
	switch status := resp.StatusCode; {
	case status == http.StatusBadRequest && problem.Len() > 0:
		return &invalid{parametersOf(problem), with("X does not accept the search")}
	case status == http.StatusUnauthorized:
		return &fatal{with("X refuses the bearer token (401); check X_BEARER_TOKEN or the option bearerToken")}
	case status == http.StatusPaymentRequired:
		return &fatal{with("no credits are left at X (402); buy some in X's developer console and start again")}
	case status == http.StatusForbidden:
		return &fatal{with("X does not let this app search (403); it must belong to a project with access to the API")}
	case status == http.StatusTooManyRequests && isCap(problem):
		return &fatal{with("the posts that X gives this app in a month are used up (429)")}
	case status == http.StatusTooManyRequests:
		until := c.now().Add(usualWait)
		if after, ok := retryAfter(resp.Header, c.now()); ok {
			until = after
		} else if rate.known {
			until = rate.reset
		}
		return &limited{"X's rate limit is reached (429)", until}
	case status >= 300 && status < 400:
		return &fatal{fmt.Sprintf("%s answers with a redirect (%d), which is not followed because the token would go with it; check baseUrl", host, status)}
	case status >= 500:
		err := fmt.Sprintf("%s has a problem (%d %s)", host, status, http.StatusText(status))
		if after, ok := retryAfter(resp.Header, c.now()); ok {
			return &limited{err, after}
		}
		return fmt.Errorf("%s", err)
	case status == http.StatusRequestTimeout || status == http.StatusConflict || status == http.StatusTooEarly:
		return fmt.Errorf("%s", with(fmt.Sprintf("%s asks to try again (%d)", host, status)))
	default:
		return &fatal{with(fmt.Sprintf("%s refuses the search (%d %s)", host, status, http.StatusText(status)))}
	}
}

// detail is what a problem says of itself: the messages of its errors, else detail or title.
func (c *client) detail(problem *components.Map) string {
	var parts []string
	for _, e := range list(problem, "errors") {
		if m, ok := e.(*components.Map); ok {
			if text, ok := m.Value("message").(string); ok && len(parts) < 3 {
				parts = append(parts, text)
			}
		}
	}
	for _, key := range []string{"detail", "title"} {
		if text, ok := problem.Value(key).(string); ok && len(parts) == 0 {
			parts = append(parts, text)
		}
	}
	return c.clean(strings.Join(parts, "; "))
}

func parametersOf(problem *components.Map) []string {
	var names []string
	for _, e := range list(problem, "errors") {
		if m, ok := e.(*components.Map); ok {
			if params, ok := m.Value("parameters").(*components.Map); ok {
				names = append(names, params.Keys()...)
			}
		}
	}
	return names
}

// isCap tells whether a 429 is about the month and not about the quarter of an hour. The host in type differs.
func isCap(problem *components.Map) bool {
	kind, _ := problem.Value("type").(string)
	return strings.HasSuffix(kind, "/usage-capped") || problem.Value("title") == "UsageCapExceeded"
}

func retryAfter(h http.Header, now time.Time) (time.Time, bool) {
	text := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds >= 0 {
		return now.Add(time.Duration(min(seconds, 24*3600)) * time.Second), true
	}
	at, err := http.ParseTime(text)
	return at, err == nil
}

func list(m *components.Map, key string) []any {
	l, _ := m.Value(key).([]any)
	return l
}
