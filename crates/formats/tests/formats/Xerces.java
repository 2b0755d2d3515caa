import java.io.File;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Prints the names of those files that Xerces, the JDK's own validator, takes as valid. */
class Xerces {
    private static final ErrorHandler EVERY_ERROR_ENDS = new ErrorHandler() {
        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    };

    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Validator validator = factory.newSchema(new File(arguments[0])).newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        validator.setErrorHandler(EVERY_ERROR_ENDS);
        for (int i = 1; i < arguments.length; i++) {
            try {
                validator.validate(new StreamSource(new File(arguments[i])));
                System.out.println(arguments[i]);
            } catch (SAXException | java.io.IOException refused) {
                // Not printed: refused. A sequence of bytes that is no UTF-8 comes as an IOException.
            }
        }
    }
}
