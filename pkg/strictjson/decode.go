package strictjson

import (
	"encoding"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// Decoder lays a document over Go values:
//   - a struct takes the members that its json tags name, each over its own field;
//   - a map merges by key, its entries field by field, and a null member deletes the entry;
//   - a pointer becomes nil at null and else points to a fresh value, so that nothing is shared;
//   - a slice is replaced whole;
//   - a null anywhere else is a wrong type.
//
// After a problem the target is partly written and must be thrown away.
type Decoder struct {
	// HideText keeps strings out of messages, for documents in which a secret may stand by mistake.
	HideText bool
	// Unknown says what to report about an unknown key, given the known ones; nil gives the usual sentence.
	Unknown func(key string, known []string) string

	problems *Problems
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

func (d *Decoder) value(n *node, v reflect.Value, path string, c constraints) {
	if v.Kind() == reflect.Pointer {
		d.pointer(n, v, path, c)
		return
	}
	if v.CanAddr() && v.Addr().Type().Implements(textUnmarshaler) {
		d.text(n, v.Addr().Interface().(encoding.TextUnmarshaler), path)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.object(n, v, path)
	case reflect.Map:
		d.mapping(n, v, path, c)
	case reflect.Slice:
		d.list(n, v, path, c)
	case reflect.String:
		if d.is(n, kindString, path, "a string") {
			if wrong := c.checkText(n.text, n.describe(d.HideText)); wrong != "" {
				d.problems.Addf(path, "%s", wrong)
			}
			v.SetString(n.text)
		}
	case reflect.Bool:
		if d.is(n, kindBool, path, "true or false") {
			v.SetBool(n.boolean)
		}
	case reflect.Int, reflect.Float64:
		d.number(n, v, path, c)
	default:
		panic("strictjson: no rule for " + v.Type().String())
	}
}

// is checks the JSON type and reports a mismatch.
func (d *Decoder) is(n *node, want kind, path, wanted string) bool {
	if n.kind == want {
		return true
	}
	d.problems.Addf(path, "%s is not %s", n.describe(d.HideText), wanted)
	return false
}

func (d *Decoder) pointer(n *node, v reflect.Value, path string, c constraints) {
	if n.kind == kindNull {
		v.SetZero()
		return
	}
	fresh := reflect.New(v.Type().Elem())
	if !v.IsNil() {
		fresh.Elem().Set(v.Elem())
	}
	d.value(n, fresh.Elem(), path, c)
	v.Set(fresh)
}

func (d *Decoder) text(n *node, target encoding.TextUnmarshaler, path string) {
	if !d.is(n, kindString, path, "a string") {
		return
	}
	if err := target.UnmarshalText([]byte(n.text)); err != nil {
		d.problems.Addf(path, "%s %s", n.describe(d.HideText), err)
	}
}

func (d *Decoder) number(n *node, v reflect.Value, path string, c constraints) {
	if !d.is(n, kindNumber, path, "a number") {
		return
	}
	value, err := strconv.ParseFloat(n.text, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		d.problems.Addf(path, "%s is not a finite number", n.describe(false))
		return
	}
	if !c.admits(value) {
		d.problems.Addf(path, "%s is outside %s", n.describe(false), c.interval())
		return
	}
	if v.Kind() == reflect.Int && (value != math.Trunc(value) || math.Abs(value) > 1<<53) {
		d.problems.Addf(path, "%s is not a whole number", n.describe(false))
		return
	}
	if v.Kind() == reflect.Int {
		v.SetInt(int64(value))
	} else {
		v.SetFloat(value)
	}
}

func (d *Decoder) list(n *node, v reflect.Value, path string, c constraints) {
	if !d.is(n, kindArray, path, "a list") {
		return
	}
	if wrong := c.checkCount(len(n.items)); wrong != "" {
		d.problems.Addf(path, "%s", wrong)
		return
	}
	fresh := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		d.value(item, fresh.Index(i), Element(path, i), c)
	}
	v.Set(fresh)
}

func (d *Decoder) mapping(n *node, v reflect.Value, path string, c constraints) {
	if n.kind == kindNull {
		d.problems.Addf(path, "null is not an object: leave the key out to keep what ships, or set single entries to null to delete them")
		return
	}
	if !d.is(n, kindObject, path, "an object") {
		return
	}
	if wrong := c.checkCount(len(n.members)); wrong != "" {
		d.problems.Addf(path, "%s", wrong)
		return
	}
	merged := reflect.MakeMapWithSize(v.Type(), v.Len()+len(n.members))
	for it := v.MapRange(); it.Next(); {
		merged.SetMapIndex(it.Key(), it.Value())
	}
	for _, m := range n.members {
		key := reflect.ValueOf(m.key).Convert(v.Type().Key())
		if m.value.kind == kindNull {
			merged.SetMapIndex(key, reflect.Value{})
			continue
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		if existing := merged.MapIndex(key); existing.IsValid() {
			entry.Set(existing)
		}
		d.value(m.value, entry, Member(path, m.key), c)
		merged.SetMapIndex(key, entry)
	}
	v.Set(merged)
}

func (d *Decoder) object(n *node, v reflect.Value, path string) {
	if !d.is(n, kindObject, path, "an object") {
		return
	}
	fields, names := fieldsOf(v.Type())
	for _, m := range n.members {
		field, known := fields[m.key]
		if !known {
			d.problems.Addf(Member(path, m.key), "%s", d.unknown(m.key, names))
			continue
		}
		d.value(m.value, v.FieldByIndex(field.Index), Member(path, m.key), constraintsOf(field.Tag))
	}
	for _, name := range names {
		if constraintsOf(fields[name].Tag).required && n.get(name) == nil {
			d.problems.Addf(Member(path, name), "is missing")
		}
	}
}

func (d *Decoder) unknown(key string, known []string) string {
	if d.Unknown != nil {
		return d.Unknown(key, known)
	}
	return "is not a known key; " + Alternatives(key, known)
}

// fieldsOf returns a struct's fields by JSON name, and the names in the order of the declaration. Fields
// without a json tag or with "-" take no JSON; embedded structs lend their fields.
func fieldsOf(t reflect.Type) (map[string]reflect.StructField, []string) {
	fields := map[string]reflect.StructField{}
	var names []string
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		fields[name] = field
		names = append(names, name)
	}
	return fields, names
}
