package routes

import (
	"fmt"
	"strings"
)

// transformDataType brings the body into a data type that Camel's core knows: text-plain or application-octet-stream.
// See https://camel.apache.org/components/4.18.x/eips/transformDataType-eip.html
type transformDataType struct {
	common
	FromType text `yaml:"fromType"`
	ToType   text `yaml:"toType,required"`
}

func (s *transformDataType) compile(c *compiler, _ *stepNode) Processor {
	if !s.ToType.set() {
		return nil
	}
	from, to := "", s.ToType.node.Value // Camel looks the names up before placeholders are resolved
	shown := "null"
	if s.FromType.set() {
		from = s.FromType.node.Value
		shown = from
	}
	transform := c.types.find(from, to)
	if transform == nil {
		c.atStart(s.ToType.pos(), fmt.Sprintf("No transformer from: %s to:%s", shown, to),
			"write "+strings.Join(coreTypes, " or ")+", or do it with other steps: convertBodyTo, marshal, to")
		return nil
	}
	return transform
}
