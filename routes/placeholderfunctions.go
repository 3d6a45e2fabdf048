package routes

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"runtime"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// function answers a placeholder that is a call, such as {{env:HOME}}; handled is false for what is a key.
func (p *Properties) function(content string) (value string, handled bool, err error) {
	name, rest, ok := strings.Cut(content, ":")
	if !ok {
		return "", false, nil
	}
	if name == "bean" {
		value, err = p.beanValue(rest)
		return value, true, err
	}
	lookup := map[string]func(string) (string, bool){
		"env": p.variable, "sys": p.system, "service": p.service, "service.host": p.serviceHost, "service.port": p.servicePort,
	}[name]
	if lookup == nil {
		return "", false, nil
	}
	key, fallback, hasFallback := strings.Cut(rest, ":")
	if v, ok := lookup(key); ok {
		return v, true, nil
	}
	if hasFallback {
		return fallback, true, nil
	}
	return "", true, &missingProperty{key: content, hint: fmt.Sprintf("set it, or give a default: {{%s:default}}", content)}
}

func (p *Properties) system(name string) (string, bool) {
	if v, ok := systemProperty(name); ok {
		return v, true
	}
	return p.raw(name)
}

// systemProperty answers the Java system properties that have a meaning here.
func systemProperty(name string) (string, bool) {
	switch name {
	case "user.dir":
		dir, err := os.Getwd()
		return dir, err == nil
	case "user.home":
		dir, err := os.UserHomeDir()
		return dir, err == nil
	case "user.name":
		u, err := user.Current()
		if err != nil {
			return "", false
		}
		return u.Username, true
	case "java.io.tmpdir":
		return os.TempDir(), true
	case "file.separator":
		return string(os.PathSeparator), true
	case "path.separator":
		return string(os.PathListSeparator), true
	case "line.separator":
		return "\n", true
	case "os.name":
		return runtime.GOOS, true
	case "os.arch":
		return runtime.GOARCH, true
	}
	return "", false
}

// serviceHost and servicePort read the variables that Kubernetes sets for a service: NAME_SERVICE_HOST and
// NAME_SERVICE_PORT.
func (p *Properties) serviceHost(name string) (string, bool) { return p.serviceVariable(name, "HOST") }
func (p *Properties) servicePort(name string) (string, bool) { return p.serviceVariable(name, "PORT") }

func (p *Properties) service(name string) (string, bool) {
	host, ok := p.serviceHost(name)
	port, also := p.servicePort(name)
	return host + ":" + port, ok && also
}

func (p *Properties) serviceVariable(name, what string) (string, bool) {
	return p.variable(strings.ToUpper(strings.ReplaceAll(name, "-", "_")) + "_SERVICE_" + what)
}

// beanValue answers what a method of a bean gives, {{bean:name.method}}.
func (p *Properties) beanValue(what string) (string, error) {
	name, method, ok := strings.Cut(what, ".")
	if !ok {
		return "", fmt.Errorf("{{bean:%s}} names no method: write {{bean:%s.method}}", what, what)
	}
	if p.beans == nil {
		return "", errors.New("there are no beans here")
	}
	bean, ok := p.beans(name)
	if !ok {
		return "", fmt.Errorf("there is no bean %q", name)
	}
	call, err := simple.CompileCall(method, nil)
	if err != nil {
		return "", err
	}
	v, err := call(components.NewExchange(context.Background(), nil), bean)
	if err != nil || v == nil {
		return "", err
	}
	return components.Text(v), nil
}
