export const id = 654;
export const ids = [654];
export const modules = {

/***/ 14654:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {

// The SDK's ESM build cannot upload files once it is bundled; its CommonJS build can.
module.exports = __webpack_require__(31009);


/***/ })

};
