package routes

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language"
)

// expressionOptions are what stands beside an expression's text.
type expressionOptions struct {
	Expression         text       `yaml:"expression,shorthand"`
	ID                 string     `yaml:"id"`
	Language           string     `yaml:"language"`
	ResultType         text       `yaml:"resultType"`
	Trim               *bool      `yaml:"trim"`
	TrimResult         bool       `yaml:"trimResult"`
	Nested             bool       `yaml:"nested"`
	Pretty             bool       `yaml:"pretty"`
	Source             string     `yaml:"source"`
	SuppressExceptions bool       `yaml:"suppressExceptions"`
	WriteAsString      bool       `yaml:"writeAsString"`
	UnpackArray        bool       `yaml:"unpackArray"`
	AllowSimple        *bool      `yaml:"allowSimple"`
	Token              text       `yaml:"token"`
	Regex              bool       `yaml:"regex"`
	Group              int        `yaml:"group"`
	SkipFirst          bool       `yaml:"skipFirst"`
	EndToken           string     `yaml:"endToken"`
	IncludeTokens      bool       `yaml:"includeTokens"`
	XML                bool       `yaml:"xml"`
	InheritNamespaces  string     `yaml:"inheritNamespaceTagName"`
	ResultQName        text       `yaml:"resultQName"`
	DocumentType       text       `yaml:"documentType"`
	LogNamespaces      bool       `yaml:"logNamespaces"`
	ThreadSafety       bool       `yaml:"threadSafety"`
	PreCompile         *bool      `yaml:"preCompile"`
	Saxon              bool       `yaml:"saxon"`
	FactoryRef         text       `yaml:"factoryRef"`
	ObjectModel        text       `yaml:"objectModel"`
	Namespace          []keyValue `yaml:"namespace"`
	Mode               string     `yaml:"mode" enum:"i,w,u,t"`
	Option             text       `yaml:"option"`
	AllowEasyPredicate *bool      `yaml:"allowEasyPredicate"`
	GroupDelimiter     text       `yaml:"groupDelimiter"`
}

// languageOptions are those options that languages know.
func (e *expression) languageOptions(c *compiler) language.Options {
	o := &e.Options
	namespaces := &components.Map{}
	for _, n := range o.Namespace {
		namespaces.Set(n.Key.Value, n.Value.Value)
	}
	return language.Options{
		ResultType: o.ResultType.Value, Source: o.Source, SuppressExceptions: o.SuppressExceptions, WriteAsString: o.WriteAsString,
		UnpackArray: o.UnpackArray, Trim: o.Trim == nil || *o.Trim, Regex: o.Regex, Group: o.Group, SkipFirst: o.SkipFirst,
		EndToken: o.EndToken, IncludeTokens: o.IncludeTokens, XML: o.XML, InheritNamespaceTagName: o.InheritNamespaces,
		ResultQName: o.ResultQName.Value, Namespaces: namespaces, Mode: o.Mode,
		Option: o.Option.Value, StrictPredicate: o.AllowEasyPredicate != nil && !*o.AllowEasyPredicate,
		Around: around(c.simple),
	}
}
