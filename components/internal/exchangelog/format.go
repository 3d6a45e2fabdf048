// Package exchangelog writes exchanges and their throughput as Camel's log lines, for the components log and mock.
package exchangelog

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// Format says what of an exchange is shown and how. Its fields are options of Camel's log component; a component that
// has them embeds it. [DefaultFormat] has the defaults.
type Format struct {
	ShowAll               bool   `camel:"showAll" default:"false" doc:"Shows everything. The options multiline and maxChars go on to say how."`
	ShowExchangeID        bool   `camel:"showExchangeId" default:"false" doc:"Shows the id of the exchange."`
	ShowRouteID           bool   `camel:"showRouteId" default:"false" doc:"Shows the id of the route that the exchange is in."`
	ShowRouteGroup        bool   `camel:"showRouteGroup" default:"false" doc:"Shows the group of the route that the exchange is in, if it has one."`
	ShowExchangePattern   bool   `camel:"showExchangePattern" default:"false" doc:"Shows the exchange pattern. It is also shown where no option of the format is set."`
	ShowProperties        bool   `camel:"showProperties" default:"false" doc:"Shows the exchange properties that are not the engine's own."`
	ShowAllProperties     bool   `camel:"showAllProperties" default:"false" doc:"Shows all exchange properties."`
	ShowVariables         bool   `camel:"showVariables" default:"false" doc:"Shows the variables of the exchange."`
	ShowHeaders           bool   `camel:"showHeaders" default:"false" doc:"Shows the headers of the message."`
	ShowBodyType          bool   `camel:"showBodyType" default:"true" doc:"Shows the Java type that the body has in Camel."`
	ShowBody              bool   `camel:"showBody" default:"true" doc:"Shows the body."`
	ShowException         bool   `camel:"showException" default:"false" doc:"Shows the type and the message of the exception that is being handled."`
	ShowCaughtException   bool   `camel:"showCaughtException" default:"false" doc:"Shows the type and the message of the exception that was caught, if there is one."`
	ShowStackTrace        bool   `camel:"showStackTrace" default:"false" doc:"Adds the causes of the exception where it is shown."`
	ShowStreams           bool   `camel:"showStreams" default:"false" doc:"Shows the text of a body that is a stream. The stream is read for it, and its bytes become the body."`
	ShowCachedStreams     bool   `camel:"showCachedStreams" default:"true" doc:"Shows the text of a body that is a stream which can be read again, such as what marshal makes."`
	ShowFuture            bool   `camel:"showFuture" default:"false" doc:"Has no effect: no body is something that is still to come."`
	ShowFiles             bool   `camel:"showFiles" default:"false" doc:"Shows the content of a body that is a file."`
	SkipBodyLineSeparator bool   `camel:"skipBodyLineSeparator" default:"true" doc:"Leaves the line feeds of the body out, so that it stands on one line."`
	Multiline             bool   `camel:"multiline" default:"false" doc:"Writes each part on a line of its own."`
	MaxChars              int    `camel:"maxChars" default:"10000" doc:"Most characters of the text, or of each line with multiline. With 0 the text is not cut, with a negative number the body is not shown."`
	Style                 string `camel:"style" enum:"Default,Tab,Fixed" default:"Default" doc:"Parts are separated by commas, by tabs, or by tabs with labels of equal width."`
	Plain                 bool   `camel:"plain" default:"false" doc:"Writes the body and nothing else."`
}

// DefaultFormat is the format where no option is set.
var DefaultFormat = Format{ShowBodyType: true, ShowBody: true, ShowCachedStreams: true, SkipBodyLineSeparator: true, MaxChars: 10000, Style: "Default"}

// Text writes ex.
func (f Format) Text(ex *components.Exchange) string {
	if f.Plain {
		return f.clip(f.body(ex))
	}
	if f == DefaultFormat {
		f.ShowExchangePattern = true
	}
	lines := f.lines(ex)
	if f.Multiline {
		for i := range lines {
			lines[i] = cut(lines[i], f.MaxChars)
		}
		return "Exchange[\n" + strings.Join(append(lines, "]"), "\n")
	}
	text := strings.Join(lines, "")
	if f.MaxChars > 0 {
		text = cut(text, f.MaxChars)
	}
	return "Exchange[" + strings.TrimPrefix(text, ", ") + "]"
}

// lines are the parts that are shown, each as one line of the format multiline.
func (f *Format) lines(ex *components.Exchange) []string {
	var lines []string
	show := func(wanted bool, label string, text func() string) {
		if wanted || f.ShowAll {
			lines = append(lines, f.part(label, text()))
		}
	}
	show(f.ShowExchangeID, "Id", ex.ID)
	switch grouped := f.ShowRouteGroup || f.ShowAll; {
	case grouped && ex.RouteGroup != "":
		lines = append(lines, f.part("RouteGroup", ex.RouteGroup))
	case grouped && f.Multiline:
		lines = append(lines, "") // Camel's line for it stays
	}
	show(f.ShowRouteID, "RouteId", func() string { return ex.RouteID })
	show(f.ShowExchangePattern, "ExchangePattern", ex.Pattern.String)
	show(f.ShowProperties || f.ShowAllProperties, "Properties", func() string { return f.properties(ex) })
	switch wanted := f.ShowVariables || f.ShowAll; {
	case wanted && ex.Variables.Len() > 0:
		lines = append(lines, f.part("Variables", sorted(&ex.Variables)))
	case wanted && f.Multiline:
		lines = append(lines, "")
	}
	show(f.ShowHeaders, "Headers", func() string { return sorted(ex.Headers.Map()) })
	show(f.ShowBodyType, "BodyType", func() string { return strings.TrimPrefix(components.JavaType(ex.Body), "java.lang.") })
	show(f.ShowBody, "Body", func() string {
		body := f.body(ex)
		if f.SkipBodyLineSeparator {
			body = strings.ReplaceAll(body, "\n", "")
		}
		return body
	})
	if exception := f.exception(ex); exception != "" {
		lines = append(lines, exception)
	}
	return lines
}

func (f *Format) part(label, text string) string {
	switch {
	case f.Style == "Tab":
		return "\t" + label + ": " + text
	case f.Style == "Fixed":
		return fmt.Sprintf("\t%-20s%s", label, text)
	case f.Multiline:
		return "  " + label + ": " + text
	}
	return ", " + label + ": " + text
}

func (f *Format) properties(ex *components.Exchange) string {
	if f.ShowAll || f.ShowAllProperties {
		return sorted(&ex.Properties)
	}
	custom := &components.Map{}
	for k, v := range ex.Properties.All() {
		if !internalProperties[k] {
			custom.Set(k, v)
		}
	}
	return sorted(custom)
}

func sorted(m *components.Map) string {
	keys := m.Keys()
	slices.SortStableFunc(keys, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	s := &components.Map{}
	for _, k := range keys {
		s.Set(k, m.Value(k))
	}
	return components.Text(s)
}

func (f *Format) body(ex *components.Exchange) string {
	stream, isStream := ex.Body.(io.Reader)
	opener, isFile := ex.Body.(components.Opener)
	isFile = isFile && strings.HasSuffix(opener.JavaClass(), "File")
	switch {
	case f.MaxChars < 0:
		return "[Body is not logged]"
	case ex.Body == nil:
		return "[Body is null]"
	case isFile && !f.ShowFiles:
		return "[Body is file based: " + fmt.Sprint(ex.Body) + "]"
	case !isStream:
		return components.TextOf(ex, ex.Body)
	case !f.ShowStreams:
		return "[Body is instance of " + components.JavaType(ex.Body) + "]"
	}
	b, err := io.ReadAll(stream)
	if err != nil {
		// What follows must meet the same error, behind the same bytes.
		ex.Body = io.MultiReader(strings.NewReader(string(b)), failing{err})
		return "[Body cannot be read: " + err.Error() + "]"
	}
	ex.Body = b
	return string(b)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func (f *Format) exception(ex *components.Exchange) string {
	label, err := "Exception", ex.Exception
	if !f.ShowAll && !f.ShowException && !f.ShowCaughtException {
		return ""
	}
	if err == nil && (f.ShowAll || f.ShowCaughtException) {
		label = "CaughtException"
		err, _ = ex.Properties.Value("CamelExceptionCaught").(error)
	}
	if err == nil {
		return ""
	}
	text := f.part(label+"Type", components.Class(err)) + f.part(label+"Message", message(err))
	if f.ShowAll || f.ShowStackTrace {
		text += f.part("StackTrace", causes(err))
	}
	return text
}

func message(err error) string {
	if e := (*components.Exception)(nil); errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

// causes lists an exception and its causes as a Java stack trace does, without the frames, which do not exist here.
func causes(err error) string {
	var b strings.Builder
	for b.WriteString(components.Class(err) + ": " + message(err)); ; {
		e := (*components.Exception)(nil)
		if !errors.As(err, &e) || e.Cause == nil {
			return b.String()
		}
		err = e.Cause
		b.WriteString("\nCaused by: " + components.Class(err) + ": " + message(err))
	}
}

// clip is how a plain body is cut.
func (f *Format) clip(body string) string {
	if f.MaxChars <= 0 {
		return body
	}
	n := utf8.RuneCountInString(body)
	if n <= f.MaxChars {
		return body
	}
	return cut(body, f.MaxChars) + fmt.Sprintf(" [Body clipped after %d chars, total length is %d]", f.MaxChars, n)
}

// cut cuts text after limit characters. A negative limit cuts nothing.
func cut(text string, limit int) string {
	if limit < 0 || len(text) <= limit {
		return text
	}
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	return string(runes[:limit]) + "..."
}
