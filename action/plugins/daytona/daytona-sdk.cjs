// The SDK's ESM build cannot upload files once it is bundled; its CommonJS build can.
module.exports = require('@daytonaio/sdk');
