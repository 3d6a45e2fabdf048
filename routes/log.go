package routes

import (
	"log/slog"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// log writes a line of its own; the message is a Simple template. The logger is the route's id unless logName says another.
// See https://camel.apache.org/components/4.18.x/eips/log-eip.html
type log struct {
	common
	Message      text `yaml:"message,required,shorthand"`
	LoggingLevel text `yaml:"loggingLevel" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF"`
	LogName      text `yaml:"logName"`
	LogLanguage  text `yaml:"logLanguage"`
	Marker       text `yaml:"marker"`
}

func (s *log) compile(c *compiler, n *stepNode) Processor {
	if !s.Message.set() {
		return nil
	}
	if s.Message.Value == "" {
		c.report(s.Message.pos(), "the message of log is empty", "write, for example, log: \"${body}\"")
		return nil
	}
	level, off := slog.LevelInfo, false
	if s.LoggingLevel.set() {
		level, off = components.LogLevels[s.LoggingLevel.Value], s.LoggingLevel.Value == "OFF"
	}
	e := expression{key: s.Message.node, Language: "simple", Text: s.Message}
	if s.LogLanguage.set() {
		e.Language = s.LogLanguage.Value
	}
	untrimmed := false
	e.Options.Trim = &untrimmed
	message := e.compile(c)
	if message == nil {
		return nil
	}
	name := s.logger(c, n)
	var marker []slog.Attr
	if s.Marker.Value != "" {
		marker = []slog.Attr{slog.String("marker", s.Marker.Value)}
	}
	attrs := append([]slog.Attr{slog.String("logger", name)}, marker...)
	logger := c.env.Context.Log()
	return func(ex *components.Exchange) error {
		if off || !logger.Enabled(ex.Context, level) {
			return nil
		}
		v, err := message(ex)
		if err != nil {
			return err
		}
		components.LogRouteLine(logger, level, components.TextOf(ex, v), attrs...)
		return nil
	}
}

// logger is the name that stands in front: the route's id unless the step, or camel.main.logName, says another, in which Camel knows a few words.
func (s *log) logger(c *compiler, n *stepNode) string {
	name := s.LogName.Value
	if name == "" {
		name, _ = c.env.Properties.Get("camel.main.logName")
	}
	if name == "" {
		return c.route.ID
	}
	return strings.NewReplacer(
		"${routeId}", c.route.ID, "${groupId}", c.route.Group, "${contextId}", c.env.Context.Name, "${nodeId}", n.step.base().ID.Value,
	).Replace(name)
}
